"""Which problem documents the routes of signing in answer with."""

from __future__ import annotations

from toktok.api.schemas.problems import problem

SIGN_IN_REFUSED = {
    **problem(
        403,
        "Sent from another site",
        "The request was begun by a page of another site.",
        "Send it from a page of this site.",
        says="A page of another site sent it.",
    ),
    **problem(
        421,
        "Unknown site",
        "Nobody can sign in for 'elsewhere.example' here.",
        "Open the page where its operator says it is (TOKTOK_PUBLIC_URL), and sign in there.",
        says="Asked for under a name that is not this site's.",
    ),
    **problem(
        422,
        "Text to sign is over",
        "The signed text is not one that waits for a signature.",
        "Ask for a new text (`POST /v1/session/challenge`) and sign that one, unchanged.",
        says="The text is over, or somebody else signed it.",
    ),
}
