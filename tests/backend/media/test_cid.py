"""Names of files, against those that IPFS's own importer gave the same bytes."""

from __future__ import annotations

import pytest

from toktok.media.cid import CHUNK, LINKS, cid_of, is_cid


def content(size: int) -> bytes:
    """Bytes that repeat too late for one chunk to look like the next."""
    period = bytes((at * at + 7 * at) % 251 for at in range(251))
    return (period * (size // 251 + 1))[:size]


@pytest.mark.parametrize(
    ("size", "cid"),
    [
        (0, "bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku"),
        (1, "bafkreidogqfzz75tpkmjzjke425xqcrmpcib2p5tg44hnbirumdbpl5adu"),
        (CHUNK - 1, "bafkreiacnv7vsz4iphp3vgfscg4upinfiqnodhcqgtzwrw5dwa4mvkqa54"),
        (CHUNK, "bafkreig7uqftaqlqpaiix32l5yyidnq2uhedhmi6uj2j4gt7vsvmrgsq2e"),
        (CHUNK + 1, "bafybeiemvzwkqychsl7pradclwjigelu7fs2qfyk3ekiul6sg46ec73npy"),
        (2 * CHUNK, "bafybeibqdmab3e4nf3ryz4mleecuqdfvgmgrcnbksci6lvfg3l2vn5p3e4"),
        (1_000_000, "bafybeifbn27upl5eicex3xcv77xivgdujmvturidldolyjye7d243kcvta"),
        (LINKS * CHUNK, "bafybeieq7s7krhg4vwi7c525rhn3cfojugk4augyfaimcsmbf5oqm6o6vu"),
        (LINKS * CHUNK + 1, "bafybeihe2lwjfsdx6qwcepwdwvlgfsumih4urupu2fhuxsrw6knfkqinr4"),
        (2 * LINKS * CHUNK + 1, "bafybeihimsnur3i4p7mjaqyso3iq4vmmog6wrfb2jqzy3crwrkd7t7df7e"),
    ],
)
def test_a_file_of_any_size_has_the_name_that_ipfs_gives_it(size: int, cid: str) -> None:
    assert cid_of(content(size)) == cid
    assert is_cid(cid)


def test_hello_world_has_its_well_known_name() -> None:
    assert cid_of(b"hello world") == "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "../../etc/passwd",
        "QmW7BDxEbGqxxSYVtn3peNPQgdDXbWkoQ6J1EFYAEuQV3Q",
        "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5",
        "bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e/..",
        "BAFKREIFZJUT3TE2NHYEKKLSS27NH3K72YSCO7Y32KOAO5EEI66WOF36N5E",
    ],
)
def test_other_texts_are_no_names(text: str) -> None:
    assert not is_cid(text)
