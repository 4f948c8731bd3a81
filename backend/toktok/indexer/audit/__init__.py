"""The database against the chain, at the cursor's block."""

from toktok.indexer.audit.report import Difference, Report
from toktok.indexer.audit.run import audit, audit_sample
from toktok.indexer.audit.sampling import Pick

__all__ = ["Difference", "Pick", "Report", "audit", "audit_sample"]
