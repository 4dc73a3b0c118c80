// Builds styles, scripts, fonts and images into lachan/web/static/built. Run by `npm run build`.
import { cp, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const assets = dirname(fileURLToPath(import.meta.url));
const root = join(assets, "..", "..", "..");
const modules = join(root, "node_modules");
const whole = join(assets, "..", "static", "built");
// Made beside and moved at the end, so that a server or a broken build never meets half of it.
const built = join(modules, `.built-${process.pid}`);

// Vietnamese letters lie in two of the three ranges the font is cut into; the third is not needed.
const FONTS = ["latin-400", "latin-600", "vietnamese-400", "vietnamese-600"];
const MOJ_IMAGES = ["icon-close-cross-black.svg", "icon-tag-remove-cross.svg", "icon-tag-remove-cross-white.svg", "icon-toggle-plus-minus.svg", "icon-document.svg"];

async function styles(name) {
  const { css } = await sass.compileAsync(join(assets, "styles", `${name}.scss`), {
    style: "compressed",
    loadPaths: [root, modules],
    quietDeps: true,
  });
  await writeFile(join(built, `${name}.css`), css);
}

async function scripts() {
  await esbuild.build({
    entryPoints: ["app", "public"].map((name) => join(assets, "scripts", `${name}.js`)),
    outdir: built,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2017",
    legalComments: "linked",
    nodePaths: [modules],
  });
}

async function files() {
  const fonts = join(modules, "@fontsource", "be-vietnam-pro");
  for (const font of FONTS) {
    const file = `be-vietnam-pro-${font}-normal.woff2`;
    await cp(join(fonts, "files", file), join(built, "fonts", file));
  }
  await cp(join(fonts, "LICENSE"), join(built, "fonts", "LICENSE"));
  const images = join(modules, "@ministryofjustice", "frontend", "moj", "assets", "images");
  for (const image of MOJ_IMAGES) {
    await cp(join(images, image), join(built, "images", image));
  }
  await cp(join(assets, "images"), join(built, "images"), { recursive: true });
}

await mkdir(join(built, "fonts"), { recursive: true });
await Promise.all([styles("app"), styles("public"), scripts(), files()]);
await mkdir(dirname(whole), { recursive: true });
await rm(whole, { recursive: true, force: true });
await rename(built, whole);
