"""The database against the chain, at the cursor's block."""

from toktok.indexer.audit.report import Difference, Report
from toktok.indexer.audit.run import audit

__all__ = ["Difference", "Report", "audit"]
