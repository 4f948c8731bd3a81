"""What the seed's creators make: sounds, and moments with a fate each.

Times in days from the start of the seed, which spans 34; later ones are still to come. Prices in
whole TT, shares in 1/10,000, accounts by their number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound and what its artist asks of a moment that uses it."""

    key: str
    artist: int
    title: str
    about: str
    share: int
    made: float
    splits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Lot:
    """An auction: `bids` of them come in, a `late` one in the last minutes; then its fate."""

    opens: float
    days: float
    reserve: int
    bids: int = 0
    late: bool = False
    fate: Literal["settled", "open", "canceled"] = "settled"


@dataclass(frozen=True, slots=True)
class Piece:
    """A moment. An edition of one at price 0 is its creator's, to auction or list.

    made: when it is created, or its voucher signed. voucher: the nonce, where it is a voucher.
    fate: what becomes of a voucher right after the server has it.
    sold, redeemed, resold, given: to how many of its tokens that happens. divided: whether
    somebody divides what it has earned, some days before the end.
    """

    key: str
    creator: str
    title: str
    about: str
    style: str
    made: float
    edition: int = 1
    price: int = 0
    opens: float = 0
    closes: float = 0
    limit: int = 0
    royalty: int = 500
    sound: str = ""
    splits: tuple[tuple[int, int], ...] = ()
    perk: str = ""
    voucher: int | None = None
    canceled: bool = False
    fate: Literal["", "minted", "canceled"] = ""
    sold: int = 0
    redeemed: int = 0
    resold: int = 0
    given: int = 0
    divided: bool = False
    lots: tuple[Lot, ...] = ()


# Who buys from the voucher that is minted last.
LATE_BUYER = 20

SOUNDS = (
    Sound("dough", 12, "Dough at Dawn", "A mixer, a radiator, a bakery waking up.", 500, 0.3),
    Sound("spoons", 2, "Nine Spoons", "Recorded in one take on a marble worktop.", 1_000, 0.5),
    Sound(
        "harbour", 11, "Low Tide", "Forty voices and a foghorn.", 1_500, 4.0,
        splits=((11, 5_000), (13, 3_000), (14, 2_000)),
    ),
    Sound(
        "rolling", 13, "Rolling Home", "Urethane wheels on wet concrete.", 800, 6.0,
        splits=((13, 6_000), (14, 4_000)),
    ),
    Sound("kettle", 14, "Kettle in E", "It boils in tune. Nobody has used it yet.", 2_000, 12.0),
)  # fmt: skip

PIECES = (
    # one-of-ones, by auction
    Piece(
        "first_loaf", "lucia_bakes", "The First Loaf", "The one that came out right.", "waves", 4.0,
        royalty=750, lots=(Lot(4.2, 2, 400, bids=6),), resold=1, divided=True,
    ),
    Piece(
        "lid_solo", "drumkit_dan", "Solo for Nine Lids", "No lid survived.", "rings", 5.0,
        sound="spoons", perk="A drum lesson by video call", lots=(Lot(5.5, 1.5, 250, 5, late=True),),
    ),
    Piece(
        "the_recipe", "nonna_rosa", "The Recipe", "She says it out loud. Once.", "ribbons", 6.0,
        royalty=1_000, splits=((3, 7_000), (12, 2_000), (14, 1_000)), divided=True,
        lots=(Lot(6.2, 3, 300, 4), Lot(32.0, 5, 900, 1, fate="open")),
    ),
    Piece(
        "stair_100", "skate_yuki", "Stair One Hundred", "Forty tries, one landing.", "rays", 29.0,
        sound="rolling", lots=(Lot(29.5, 3, 500, 5, late=True, fate="open"),),
    ),
    Piece(
        "pocket_comet", "mo_explains", "A Comet in Your Pocket", "Dry ice, gravel, a torch.",
        "orbits", 31.0, lots=(Lot(31.5, 2.5, 350, 6, late=True, fate="open"),),
    ),
    Piece(
        "border_eleven", "fenna_fietst", "Border Number Eleven", "The guard tries the bicycle.",
        "waves", 31.0, lots=(Lot(31.2, 5, 200, 3, fate="open"),),
    ),
    Piece(
        "queen_trap", "atlas_chess", "The Queen Trap", "Fourteen moves, one pigeon.", "tiles", 32.0,
        lots=(Lot(32.1, 6, 450, fate="open"),),
    ),
    Piece(
        "lisbon", "papercut_mia", "Lisbon from One Sheet", "Nine hundred cuts.", "rays", 20.0,
        lots=(Lot(20.5, 7, 800, fate="canceled"),),
    ),
    Piece(
        "first_rehearsal", "harbor_choir", "First Rehearsal", "Before anybody knew the words.",
        "rings", 33.0, sound="harbour", lots=(Lot(35.5, 2, 150, fate="open"),),
    ),
    Piece(
        "thousandth", "lucia_bakes", "The Thousandth Loaf", "Scored by her apprentice.", "orbits",
        33.2, sound="dough", perk="Bake beside her for a morning",
        lots=(Lot(36.0, 3, 600, fate="open"),),
    ),
    Piece(
        "the_fern", "plantdoctor", "The Fern That Came Back", "Six weeks in nine seconds.",
        "ribbons", 14.0, lots=(Lot(14.2, 3, 2_000),),
    ),
    Piece(
        "table_zero", "ghost_kitchen", "Table Zero", "The first guest, the last candle.", "tiles",
        16.0, lots=(Lot(16.3, 2, 120, 3),), divided=True,
    ),
    # one-of-ones at a price, and listed by their creator
    Piece(
        "one_try", "skate_yuki", "One Try", "It was the rail behind the station.", "waves", 9.0,
        price=900, sold=1, sound="rolling",
    ),
    Piece(
        "castling", "atlas_chess", "Castling in the Rain", "The clock did not survive.", "rays",
        13.0, resold=2,
    ),
    # editions: sold out
    Piece(
        "four_am", "lucia_bakes", "Four in the Morning", "The street, the light, the smell.",
        "orbits", 3.5, edition=24, price=25, sold=24, resold=7, given=1, sound="dough",
        royalty=600, divided=True,
    ),
    Piece(
        "kettle_break", "drumkit_dan", "Kettle Break", "Four bars nobody asked for.", "tiles", 4.0,
        edition=18, price=40, sold=18, resold=4, sound="spoons",
    ),
    Piece(
        "kickflip", "skate_yuki", "Kickflip over the Tram", "The driver waved.", "rings", 8.0,
        edition=20, price=35, sold=20, resold=5, sound="rolling", royalty=800, divided=True,
    ),
    Piece(
        "knight_fork", "atlas_chess", "The Fork", "He resigned before he sat down.", "ribbons",
        15.0, edition=6, price=90, sold=6, redeemed=2, resold=2, perk="A game of blitz with Atlas",
    ),
    # editions: open
    Piece(
        "rye_season", "lucia_bakes", "Rye Season", "Dark, and worth the wait.", "ribbons", 12.0,
        edition=100, price=15, sold=17, redeemed=5, resold=2, perk="A loaf on a Saturday",
        splits=((1, 8_000), (12, 2_000)),
    ),
    Piece(
        "spoon_storm", "drumkit_dan", "Spoon Storm", "Slow, then not slow.", "waves", 10.0,
        edition=200, price=8, limit=3, sold=19, resold=1, sound="spoons", divided=True,
    ),
    Piece(
        "no_scales", "nonna_rosa", "No Scales in This House", "A handful is a handful.", "orbits",
        5.0, edition=50, price=12, sold=14, resold=2, given=1,
        splits=((3, 6_000), (12, 2_500), (14, 1_500)), divided=True,
    ),
    Piece(
        "night_rails", "skate_yuki", "Night Rails", "The guard films along.", "tiles", 18.0,
        edition=80, price=18, limit=2, sold=11, sound="rolling",
    ),
    Piece(
        "monstera", "plantdoctor", "Monstera, Unfolding", "One leaf, eleven days.", "rays", 8.0,
        edition=60, price=10, sold=13, redeemed=3, perk="One consultation for one plant",
    ),
    Piece(
        "magnets", "mo_explains", "Magnets Are Not Magic", "Then what are they?", "rings", 11.0,
        edition=100, price=9, sold=15, resold=1, divided=True,
    ),
    Piece(
        "flat_tyre", "fenna_fietst", "Flat Tyre Number Nine", "In the shade of a lorry.", "orbits",
        22.0, edition=30, price=28, closes=37.0, sold=8, resold=1,
    ),
    Piece(
        "blitz_one", "atlas_chess", "Three Minutes, No Increment", "Both flags fall.", "waves", 12.0,
        edition=50, price=14, sold=9,
    ),
    Piece(
        "rotterdam", "papercut_mia", "Rotterdam, Folded", "Every bridge opens.", "tiles", 7.0,
        edition=25, price=45, sold=7, resold=1, royalty=1_000,
    ),
    Piece(
        "soup", "ghost_kitchen", "Soup at Midnight", "Served on the fire escape.", "ribbons", 13.0,
        edition=20, price=30, sold=5, splits=((10, 5_000), (13, 5_000)), divided=True,
    ),
    Piece(
        "low_tide", "harbor_choir", "Low Tide, Take Two", "The gulls are in key.", "waves", 10.0,
        edition=100, price=12, sold=10, sound="harbour", royalty=0,
    ),
    # editions: closed, or to come
    Piece(
        "sunday", "nonna_rosa", "A Sunday, Whole", "From market to nap.", "rays", 7.0,
        edition=20, price=60, closes=17.0, sold=6, resold=1,
    ),
    Piece(
        "venice_flood", "papercut_mia", "Venice, Flooding", "Paper and water, once.", "orbits", 9.0,
        edition=15, price=22, closes=12.0, sold=3,
    ),
    Piece(
        "oven_two", "lucia_bakes", "The Second Oven", "It came up the stairs in parts.", "tiles",
        33.0, edition=60, price=20, opens=36.0, sound="dough",
    ),
    Piece(
        "sahara", "fenna_fietst", "Sand in the Chain", "Day forty-one.", "rays", 33.1, edition=40,
        price=24, opens=35.0, closes=42.0,
    ),
    # vouchers: minted, signed, cancelled
    Piece(
        "crumb", "lucia_bakes", "Crumb Shot", "Close enough to smell.", "rings", 15.0, edition=30,
        price=20, voucher=1, sold=6, resold=1,
    ),
    Piece(
        "paper_bridge", "mo_explains", "A Bridge of One Sheet", "It holds a brick.", "waves", 17.0,
        edition=40, price=22, voucher=1, sold=5, splits=((6, 9_000), (13, 1_000)),
    ),
    Piece(
        "gnocchi", "nonna_rosa", "Gnocchi, by Feel", "She changed her mind about this one.", "tiles",
        19.0, edition=25, price=16, voucher=4, canceled=True,
    ),
    Piece(
        "bowl_solo", "drumkit_dan", "Solo for Mixing Bowl", "Signed, waiting for its first buyer.",
        "rays", 33.0, edition=50, price=11, voucher=7, fate="minted", sound="spoons",
    ),
    Piece(
        "tea_rocket", "mo_explains", "Tea Bag Rocket", "Do this outside.", "ribbons", 33.1,
        edition=75, price=10, voucher=2, limit=5,
    ),
    Piece(
        "dock_song", "harbor_choir", "Dock Song", "Sung over the crane.", "orbits", 33.2,
        edition=40, price=13, voucher=1, sound="harbour",
    ),
    Piece(
        "dim_light", "ghost_kitchen", "Dim Light Special", "Guess the main course.", "waves", 33.3,
        edition=20, price=26, voucher=3, fate="canceled", perk="A seat at table zero",
    ),
)  # fmt: skip
