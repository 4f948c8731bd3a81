"""Who appears in the seed: invented creators with a story each, collaborators, and fans.

All are accounts of the local chain, by their number in its wallet.
"""

from __future__ import annotations

from dataclasses import dataclass

DAY = 86_400
HOUR = 3_600

DEPLOYER = 0
COLLABORATORS = (12, 13, 14)
FANS = tuple(range(15, 59))
FRESH = 59
OPERATOR = 60
WALLET_SIZE = 61


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a token's life.

    Its share of the time and of the trades, how many of them are buys, and how large they are
    beside the launch, all as fractions.
    """

    time: float
    trades: float
    buys: float
    size: float


GROWING = (Phase(0.3, 0.2, 0.68, 0.02), Phase(0.4, 0.4, 0.66, 0.03), Phase(0.3, 0.4, 0.64, 0.035))
HYPED = (
    Phase(0.15, 0.15, 0.7, 0.03),
    Phase(0.1, 0.3, 0.88, 0.08),
    Phase(0.25, 0.3, 0.3, 0.05),
    Phase(0.5, 0.25, 0.42, 0.02),
)
CALM = (Phase(1.0, 1.0, 0.56, 0.015),)
LATE = (Phase(0.6, 0.3, 0.58, 0.015), Phase(0.4, 0.7, 0.78, 0.045))
WAVES = (
    Phase(0.2, 0.25, 0.82, 0.05),
    Phase(0.2, 0.15, 0.3, 0.04),
    Phase(0.2, 0.25, 0.8, 0.06),
    Phase(0.2, 0.15, 0.35, 0.04),
    Phase(0.2, 0.2, 0.7, 0.04),
)
FADING = (Phase(0.2, 0.4, 0.72, 0.04), Phase(0.8, 0.6, 0.33, 0.025))


@dataclass(frozen=True, slots=True)
class Creator:
    """A creator and the launch of its token.

    Times in days from the start of the seed, amounts in whole TT, fees in 1/10,000, vesting in
    days. `trades` is how many the token sees; 0 where the launch does not end in trading.
    """

    account: int
    handle: str
    name: str
    symbol: str
    about: str
    opens: float
    window: float
    backers: int
    contribution: int
    trades: int = 0
    phases: tuple[Phase, ...] = ()
    minimum: int = 1_000
    maximum: int = 0
    maximum_each: int = 0
    creator_fee: int = 150
    fan_fee: int = 150
    vesting: int = 30
    creator_vesting: int = 180

    @property
    def uri(self) -> str:
        """ERC-7572 metadata that needs no host."""
        return f'data:application/json,{{"name":"{self.name}","description":"{self.about}"}}'


CREATORS = (
    Creator(
        1, "lucia_bakes", "Lucia Bakes", "LUCIA", "Bread at four in the morning, every morning.",
        opens=0.1, window=3, backers=9, contribution=1_600, trades=120, phases=GROWING,
        maximum_each=5_000,
    ),
    Creator(
        2, "drumkit_dan", "Drumkit Dan", "DRUM", "One song, every kitchen utensil.",
        opens=0.2, window=2, backers=8, contribution=1_200, trades=110, phases=HYPED,
        creator_fee=250, fan_fee=100,
    ),
    Creator(
        3, "nonna_rosa", "Nonna Rosa", "NONNA", "She is 84 and she will not measure anything.",
        opens=0.4, window=3, backers=10, contribution=900, trades=80, phases=CALM,
        creator_fee=50, fan_fee=250,
    ),
    Creator(
        4, "skate_yuki", "Yuki on Wheels", "YUKI", "Every stair in Osaka, once.",
        opens=0.8, window=2, backers=8, contribution=2_200, trades=95, phases=LATE, vesting=14,
        creator_vesting=90,
    ),
    Creator(
        5, "plantdoctor", "The Plant Doctor", "LEAF", "Bring out your dying ferns.",
        opens=2.0, window=1.5, backers=6, contribution=500, trades=55, phases=CALM,
        creator_fee=100, fan_fee=200, vesting=7, creator_vesting=60,
    ),
    Creator(
        6, "mo_explains", "Mo Explains", "MOXY", "Physics with what is in your pockets.",
        opens=6.0, window=2, backers=8, contribution=1_500, trades=85, phases=WAVES,
    ),
    Creator(
        7, "fenna_fietst", "Fenna Fietst", "FENNA", "Amsterdam to Cape Town by bicycle.",
        opens=17.0, window=2, backers=7, contribution=1_100, trades=65, phases=HYPED,
        maximum=9_000,
    ),
    Creator(
        8, "atlas_chess", "Atlas Plays Chess", "ATLAS", "Blitz against strangers in the park.",
        opens=9.0, window=1, backers=6, contribution=700, trades=50, phases=WAVES,
        creator_fee=300, fan_fee=300,
    ),
    Creator(
        9, "papercut_mia", "Papercut Mia", "MIA", "Cities folded out of one sheet.",
        opens=3.0, window=2, backers=6, contribution=800, trades=45, phases=FADING,
        creator_fee=200, fan_fee=50,
    ),
    Creator(
        10, "ghost_kitchen", "Ghost Kitchen", "GHOST", "Dinner where nobody dares to look.",
        opens=12.0, window=3, backers=5, contribution=400, minimum=50_000,
    ),
    Creator(
        11, "harbor_choir", "Harbor Choir", "CHOIR", "Forty dock workers and a song.",
        opens=31.8, window=5, backers=7, contribution=900, minimum=10_000, maximum=60_000,
    ),
)  # fmt: skip

ACCOUNTS = {each.handle: each.account for each in CREATORS}
