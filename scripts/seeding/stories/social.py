"""What the seed's people say, like and report on the page: the same words on every machine."""

from __future__ import annotations

from dataclasses import dataclass

from scripts.seeding.cast import FANS

ADA, BEN, CLEO, DEV, ELIF, FINN, GRETA, HUGO, INES = FANS[:9]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account of the wallet, and what they say of themselves.

    Their picture is a still of a moment, by its name.
    """

    account: int
    name: str
    bio: str
    links: tuple[str, ...] = ()
    still: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says about a creator (by handle) or a moment (by its name)."""

    by: int
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody reports: a remark by its text, or a moment by its name."""

    by: int
    about: str
    reason: str
    note: str


PEOPLE = (
    Person(
        1, "Lucia", "I bake, you hold. Bread at four, clips at six.", ("https://lucia.example",),
        still="The First Loaf",
    ),
    Person(
        2, "Dan", "Nine lids, two spoons, one neighbour who complains.",
        still="Solo for Nine Lids",
    ),
    Person(3, "Nonna Rosa", "My grandson types. I talk.", still="The Recipe"),
    Person(4, "Yuki", "Osaka. The stairs know me by now.", still="Stair One Hundred"),
    Person(6, "Mo", "Physics teacher on weekdays."),
    Person(ADA, "Ada", "Here since Lucia's first loaf."),
    Person(BEN, "Ben", "I buy what makes me laugh twice."),
    Person(CLEO, "Cleo Marchetti", "Collector of short, loud things.", still="Spoon Storm"),
    Person(DEV, "Dev", ""),
    Person(ELIF, "Elif", "Zeytin ağacı, ekmek, bisiklet."),
    Person(FINN, "Finn", "Subscribed to too many people."),
    Person(GRETA, "", ""),
    Person(HUGO, "", ""),
    Person(INES, "Inês", "Lisboa, papel, tesoura.", still="Lisbon from One Sheet"),
)  # fmt: skip

UNDECIDED = INES
"""Whose picture still waits for operators."""

REMARKS = (
    Remark(ADA, "lucia_bakes", "I came for one loaf and stayed for the crumb shots."),
    Remark(BEN, "lucia_bakes", "Does the Saturday loaf perk work if I live in another city?"),
    Remark(1, "lucia_bakes", "Ben, it does: tell me when you are in town and one is yours."),
    Remark(ELIF, "lucia_bakes", "Four in the morning is the best thing on this page."),
    Remark(CLEO, "drumkit_dan", "The neighbour in the background keeps better time than most drummers."),
    Remark(FINN, "drumkit_dan", "Sold too early, bought back, no regrets."),
    Remark(2, "drumkit_dan", "She wants a share of the next one. We are negotiating."),
    Remark(ADA, "nonna_rosa", "A handful of whose hand, Nonna?"),
    Remark(3, "nonna_rosa", "Mine. That is the secret."),
    Remark(DEV, "skate_yuki", "Stair one hundred took forty tries. I counted with him."),
    Remark(GRETA, "mo_explains", "My class watched this twice and then took the lab apart."),
    Remark(6, "mo_explains", "Please put it back together, there is another one on Thursday."),
    Remark(HUGO, "mo_explains", "FREE TOKENS, write to me in private, only today!!!"),
    Remark(BEN, "Four in the Morning", "Number 7 is mine and it is not for sale."),
    Remark(CLEO, "Four in the Morning", "Everything is for sale, Ben."),
    Remark(ADA, "Four in the Morning", "You can smell this one."),
    Remark(FINN, "Solo for Nine Lids", "The lesson was worth the bid. My pots disagree."),
    Remark(ELIF, "Kickflip over the Tram", "The driver waving is the best part."),
    Remark(INES, "Rotterdam, Folded", "I tried to fold the bridge. I now own a paper accident."),
    Remark(GRETA, "Magnets Are Not Magic", "Then what are they? I have watched it five times."),
    Remark(DEV, "Three Minutes, No Increment", "He talks more than the clock ticks."),
)  # fmt: skip

# Who likes what: creators by handle, moments by name.
LIKES = {
    ADA: ("lucia_bakes", "nonna_rosa", "Four in the Morning", "Rye Season", "The First Loaf"),
    BEN: ("lucia_bakes", "drumkit_dan", "Four in the Morning", "Spoon Storm", "One Try"),
    CLEO: ("drumkit_dan", "The Queen Trap", "Four in the Morning", "Kettle Break", "Night Rails"),
    DEV: ("skate_yuki", "atlas_chess", "Stair One Hundred", "Three Minutes, No Increment"),
    ELIF: ("lucia_bakes", "fenna_fietst", "Kickflip over the Tram", "Rye Season", "Flat Tyre Number Nine"),
    FINN: ("drumkit_dan", "mo_explains", "Solo for Nine Lids", "Magnets Are Not Magic"),
    GRETA: ("mo_explains", "plantdoctor", "Magnets Are Not Magic", "Monstera, Unfolding"),
    HUGO: ("lucia_bakes",),
    INES: ("papercut_mia", "Rotterdam, Folded", "Four in the Morning"),
    1: ("The Recipe", "nonna_rosa"),
    6: ("plantdoctor",),
}  # fmt: skip

# Who follows whom, by handle.
FOLLOWS = {
    ADA: ("lucia_bakes", "nonna_rosa"),
    BEN: ("lucia_bakes", "drumkit_dan", "skate_yuki"),
    CLEO: ("drumkit_dan", "atlas_chess"),
    DEV: ("skate_yuki",),
    ELIF: ("lucia_bakes", "fenna_fietst"),
    FINN: ("drumkit_dan", "mo_explains"),
    GRETA: ("mo_explains",),
    INES: ("papercut_mia",),
    1: ("nonna_rosa",),
}

#: Who wants to hear whom.
AUDIENCES = {3: ("nonna_rosa", "holders")}

COMPLAINTS = (
    Complaint(GRETA, "FREE TOKENS, write to me in private, only today!!!", "spam", "He writes this everywhere."),
    Complaint(DEV, "Soup at Midnight", "other", "The sound is somebody else's, I think: please look."),
)  # fmt: skip
