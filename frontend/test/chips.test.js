import assert from "node:assert/strict";
import test from "node:test";
import { split } from "../lib/chips.js";

test("words are parted by commas and line ends", () => assert.deepEqual(split("Boom, Dante\nFoley"), ["Boom", "Dante", "Foley"]));
test("a word typed twice is kept once", () => assert.deepEqual(split("Boom, Boom ,Boom"), ["Boom"]));
test("nothing typed is no word", () => assert.deepEqual(split(" , ,\n"), []));
