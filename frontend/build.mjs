import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, context } from "esbuild";
import { cutFonts, pourPaperFonts } from "./fonts.mjs";

const out = "app/static/dist";
const fonts = "node_modules/.cache/callboard-fonts";
const preload = ["text-latin.woff2", "display-latin.woff2"];

const manifest = {
  name: "manifest",
  setup: ({ onEnd }) =>
    onEnd(async ({ metafile }) => {
      if (!metafile) return;
      const names = {};
      for (const [file, { entryPoint, inputs }] of Object.entries(metafile.outputs)) {
        if (file.endsWith(".map")) continue;
        const source = entryPoint ?? (file.endsWith(".woff2") && Object.keys(inputs)[0]);
        if (source) names[path.basename(source)] = path.basename(file);
      }
      names.preload = preload.map((name) => names[name]);
      await writeFile(`${out}/manifest.json`, JSON.stringify(names, null, 2) + "\n");
    }),
};

const settings = {
  entryPoints: ["frontend/app.js", "frontend/chat.js", "frontend/app.css", "frontend/icon.svg"],
  outdir: out,
  entryNames: "[name]-[hash]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  alias: { fonts: path.resolve(fonts) },
  bundle: true,
  minify: true,
  splitting: true,
  format: "esm",
  target: ["chrome123", "firefox120", "safari17.5"],
  loader: { ".svg": "copy", ".woff2": "file" },
  sourcemap: "linked",
  legalComments: "linked",
  metafile: true,
  plugins: [manifest],
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await cutFonts(fonts);
await pourPaperFonts(`${out}/paper`);
if (process.argv.includes("--watch")) await (await context(settings)).watch();
else await build(settings);
