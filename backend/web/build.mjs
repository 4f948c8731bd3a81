// Bundles the pages' scripts and style into backend/toktok/pages/static/build: one script a page, and what they share.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const output = here("../toktok/pages/static/build");
const pages = readdirSync(here("pages")).filter((name) => name.endsWith(".ts"));

const shared = {
  bundle: true, minify: true, target: "es2022", outdir: output, logLevel: "warning", legalComments: "linked",
  write: false,
};

/**
 * What opens the wallet or encodes calls is loaded when it is first needed: whoever imports an action from outside gets
 * functions that load it. So a page may import any number of actions and its first load has none of them.
 */
const lazyActions = {
  name: "lazy actions",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\/actions\/\w+$/ }, ({ path, importer, resolveDir, kind }) => {
      if (kind === "dynamic-import" || importer.includes("/actions/")) return undefined;
      return { path: join(resolveDir, `${path}.ts`), namespace: "lazy" };
    });
    onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => {
      const exported = [...readFileSync(path, "utf8").matchAll(/^export (?!interface |type )(.*?)[ (<]*(\w+)[(<:]/gm)];
      const other = exported.find(([, keywords]) => keywords.trim() !== "async function");
      if (other) throw new Error(`${basename(path)}: an action exports async functions and types only, not ${other[2]}.`);
      const names = exported.map(([, , name]) => name);
      const contents = names.map((name) =>
        `export const ${name} = async (...given) => (await import(${JSON.stringify(path)})).${name}(...given);`);
      return { contents: contents.join("\n"), resolveDir: dirname(path) };
    });
  },
};

const built = await Promise.all([
  build({
    ...shared,
    entryPoints: [here("app.ts"), ...pages.map((name) => here(`pages/${name}`))],
    entryNames: "[name]",
    chunkNames: "chunk-[hash]",
    format: "esm",
    splitting: true,
    plugins: [lazyActions],
  }),
  build({ ...shared, entryPoints: [here("theme.ts")], format: "iife" }),
  build({ ...shared, entryPoints: { worker: here("worker/sw.ts") }, format: "iife" }),
  build({ ...shared, target: "esnext", entryPoints: [here("style/app.css")] }),
]);
const files = built.flatMap((each) => each.outputFiles);
replace([...files, ...files.filter(({ path }) => /\.(js|css)$/.test(path)).map(small)]);

/** The same file as browsers may take it: compressed once, as hard as it gets. */
function small({ path, contents }) {
  return { path: `${path}.br`, contents: brotliCompressSync(contents) };
}

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
