import { mkdir, readFile, writeFile } from "node:fs/promises";
import subsetFont from "subset-font";

const FACES = [
  { name: "text", package: "inter", file: "wght", axes: { wght: { min: 400, max: 700 } } },
  { name: "display", package: "bricolage-grotesque", file: "standard", axes: { opsz: 40, wdth: 78, wght: 720 } },
];
const SCRIPTS = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "greek-ext", "vietnamese"];
const FEATURES = ["calt", "ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum"];

const characters = (range) =>
  range.split(",").flatMap((part) => {
    const [first, last = first] = part.replace("U+", "").split("-").map((hex) => parseInt(hex, 16));
    return Array.from({ length: last - first + 1 }, (_, step) => String.fromCodePoint(first + step));
  }).join("");

async function cut(face, subset, folder) {
  const home = `node_modules/@fontsource-variable/${face.package}`;
  const ranges = JSON.parse(await readFile(`${home}/unicode.json`, "utf8"));
  const font = await readFile(`${home}/files/${face.package}-${subset}-${face.file}-normal.woff2`);
  const options = { targetFormat: "woff2", variationAxes: face.axes, keepFeatures: FEATURES };
  await writeFile(`${folder}/${face.name}-${subset}.woff2`, await subsetFont(font, characters(ranges[subset]), options));
}

// What is printed is set on the server, which wants whole files of one weight each.
async function pour(script, weight, folder) {
  const home = "node_modules/@fontsource-variable/inter";
  const ranges = JSON.parse(await readFile(`${home}/unicode.json`, "utf8"));
  const font = await readFile(`${home}/files/inter-${script}-wght-normal.woff2`);
  const options = { targetFormat: "truetype", variationAxes: { wght: weight } };
  await writeFile(`${folder}/text-${script}-${weight}.ttf`, await subsetFont(font, characters(ranges[script]), options));
}

export async function pourPaperFonts(folder) {
  await mkdir(folder, { recursive: true });
  await Promise.all(SCRIPTS.flatMap((script) => [400, 700].map((weight) => pour(script, weight, folder))));
}

// The full files weigh 180 KB; cut to the axes and features in use they fit the first screen's budget.
export async function cutFonts(folder) {
  await mkdir(folder, { recursive: true });
  await Promise.all(FACES.flatMap((face) => ["latin", "latin-ext"].map((subset) => cut(face, subset, folder))));
}
