// Bundles the pages' scripts and style into backend/toktok/pages/static/build: one script a page, and what they share.
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const output = here("../toktok/pages/static/build");
const pages = readdirSync(here("pages")).filter((name) => name.endsWith(".ts"));

const shared = {
  bundle: true, minify: true, target: "es2022", outdir: output, logLevel: "warning", legalComments: "linked",
  write: false,
};
const built = await Promise.all([
  build({
    ...shared,
    entryPoints: [here("app.ts"), ...pages.map((name) => here(`pages/${name}`))],
    entryNames: "[name]",
    chunkNames: "chunk-[hash]",
    format: "esm",
    splitting: true,
  }),
  build({ ...shared, entryPoints: [here("theme.ts")], format: "iife" }),
  build({ ...shared, target: "esnext", entryPoints: [here("style/app.css")] }),
]);
replace(built.flatMap((each) => each.outputFiles));

/** Puts the files in place one by one, so that a server always finds whole ones, then removes the ones of before. */
function replace(files) {
  mkdirSync(output, { recursive: true });
  for (const { path, contents } of files) {
    const beside = join(output, `.${basename(path)}`);
    writeFileSync(beside, contents);
    renameSync(beside, path);
  }
  const kept = new Set(files.map((each) => basename(each.path)));
  for (const name of readdirSync(output)) if (!kept.has(name)) rmSync(join(output, name));
}
