// Writes api.ts: the answers of /v1 as types, from the description the server gives of itself.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const document = JSON.parse(readFileSync(here("../../build/openapi.json"), "utf8"));
const schemas = Object.fromEntries(Object.entries(document.components.schemas).map(([name, schema]) => [name, typed(schema)]));

const types = await compile(
  { title: "Api", type: "object", additionalProperties: false, properties: references(), components: { schemas } },
  "Api",
  { bannerComment: "// Made by api.mjs from the server's OpenAPI document; do not edit.\n", format: false, unreachableDefinitions: false },
);
writeFileSync(here("api.ts"), types);

/** Each schema as a member of one object, so that each becomes a type of its own. */
function references() {
  return Object.fromEntries(Object.keys(schemas).map((name) => [name, { $ref: `#/components/schemas/${name}` }]));
}

/** A schema without the titles of its members, which would become types of their own; hexadecimal digits as viem has them. */
function typed(schema) {
  if (Array.isArray(schema)) return schema.map(typed);
  if (typeof schema !== "object" || schema === null) return schema;
  if (typeof schema.pattern === "string" && schema.pattern.startsWith("^0x")) return { description: schema.description, tsType: "`0x${string}`" };
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => key !== "title" || typeof value !== "string")
      .map(([key, value]) => [key, typed(value)]),
  );
}
