"""Pictures of every page, for the README: `make screens`.

Taken on a seeded Toktok (`scripts.seeded`), or on the one at `--url`: the pages that show most on a telephone and on a
desk, by night and by day, the others by night on a telephone and by day on a desk. Written to docs/screens as WebP.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Literal

import httpx
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.root import ROOT
from scripts.seeded import seeded
from scripts.seeding.cast import DEPLOYER
from scripts.seeding.keys import key_of
from scripts.seeding.stories.social import INES
from tests.e2e.conftest import CHROMIUM, FLAGS
from tests.e2e.talking import signed_in

FOLDER = ROOT / "docs/screens"
LIMIT = 2_500_000

Scheme = Literal["dark", "light"]
Device = Literal["phone", "desk"]
_WINDOWS: dict[Device, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "desk": {"width": 1280, "height": 860},
}
_SHARPNESS: dict[Device, float] = {"phone": 2, "desk": 1.5}
_ALL: tuple[tuple[Device, Scheme], ...] = (
    ("phone", "dark"), ("phone", "light"), ("desk", "dark"), ("desk", "light"),
)  # fmt: skip
_FEW: tuple[tuple[Device, Scheme], ...] = (("phone", "dark"), ("desk", "light"))
_MAIN = ("market", "creator", "moment", "portfolio")
#: Pages of one's own, and the number of the account in the seed's wallet.
_OWN = {"inbox": ("/inbox", 1), "account": ("/account", INES), "operator": ("/operator", DEPLOYER)}
_QUALITY = 72
_FADING = 2_000
# Everything in sight is there: the chart is drawn, pictures and clips are loaded.
_THERE = """() => {
  const inSight = ({ left, right, top, bottom }) => right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
  return document.documentElement.dataset.ready === 'true'
    && (!document.querySelector('#chart:not(:has(.empty))') || document.querySelector('#chart canvas'))
    && [...document.querySelectorAll('video')].every((each) => each.networkState === HTMLMediaElement.NETWORK_IDLE)
    && [...document.images].every((each) => each.complete || !inSight(each.getBoundingClientRect()));
}"""


def addresses(url: str) -> dict[str, str]:
    """One page of each kind, by name."""
    with httpx.Client(base_url=url, trust_env=False) as client:
        creator = client.get("/v1/creators?limit=1").json()["items"][0]
        auctions = client.get("/v1/moments?offered=auction&limit=1").json()["items"]
        moment = (auctions or client.get("/v1/moments?limit=1").json()["items"])[0]
        launches = client.get("/v1/creators?status=open&limit=1").json()["items"]
        holders = client.get(f"/v1/creators/{creator['token']}/holders?limit=1").json()["items"]
    return {
        "market": "/",
        "creator": f"/creators/{creator['handle']}",
        "moment": f"/moments/{moment['moment']}",
        "portfolio": f"/portfolio/{holders[0]['account']}",
        "moments": "/moments",
        "activity": "/activity",
        "leaderboards": "/leaderboards",
        **({"launch": f"/launches/{launches[0]['token']}"} if launches else {}),
        "studio": f"/studio/{creator['creator']}",
        "open-launch": "/studio/launch",
        "status": "/status",
    }


def take(browser: Browser, url: str, shown: dict[str, str]) -> Iterator[str]:
    """Take every picture; the name of each, as it is written.

    What is somebody's own is taken last, by whom it belongs to, signed in.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    for device, scheme in _ALL:
        context = browser.new_context(
            viewport=_WINDOWS[device], color_scheme=scheme, device_scale_factor=_SHARPNESS[device],
            reduced_motion="reduce", service_workers="block", locale="en",
        )  # fmt: skip
        page = context.new_page()
        for name, path in shown.items():
            if (device, scheme) in (_ALL if name in _MAIN else _FEW):
                page.goto(url + path)
                yield _write(page, f"{name}-{device}-{scheme}")
        for name, (path, number) in _OWN.items():
            if (device, scheme) in _FEW:
                signed_in(context.request, url, key_of(number))
                page.goto(url + path)
                yield _write(page, f"{name}-{device}-{scheme}")
        context.close()


def _write(page: Page, name: str) -> str:
    page.wait_for_function(_THERE)
    if page.locator("video").count():
        # The browser's own sign that a clip is loading fades a while after it is there.
        page.wait_for_timeout(_FADING)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").save(FOLDER / f"{name}.webp", "WEBP", quality=_QUALITY, method=6)
    return name


def main() -> int:
    """The command; 1 when the pictures weigh more than they may."""
    parser = argparse.ArgumentParser(prog="make screens", description=__doc__)
    parser.add_argument("--url", help="a Toktok that runs already")
    given = parser.parse_args()
    stage: AbstractContextManager[str] = nullcontext(given.url) if given.url else seeded()
    with stage as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        taken = set(take(browser, url.rstrip("/"), addresses(url)))
        browser.close()
    for path in FOLDER.glob("*.webp"):
        if path.stem not in taken:
            path.unlink()
    size = sum(path.stat().st_size for path in FOLDER.glob("*.webp"))
    print(f"{len(taken)} pictures in {FOLDER.relative_to(ROOT)}, {size / 1e6:.1f} MB.")
    return 1 if size > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
