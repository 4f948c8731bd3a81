"""The pages, rendered on the server: readable without a script, at the indexed block. A new page is imported and listed here.

Of two addresses that both fit, the one of the module that is named first answers.
"""

from __future__ import annotations

from toktok.pages import (
    account,
    activity,
    crawl,
    creator,
    inbox,
    install,
    language,
    launch,
    leaderboards,
    market,
    membership,
    moment,
    moment_token,
    moments,
    operator,
    pictures,
    portfolio,
    posters,
    queues,
    social,
    status,
    studio,
    studio_own,
    voucher,
)

ROUTERS = tuple(
    module.router for module in (
        account, activity, crawl, creator, inbox, install, language, launch, leaderboards, market,
        membership, moment, moment_token, moments, operator, pictures, portfolio, posters, queues,
        status, social, studio_own, studio, voucher,
    )
)  # fmt: skip
