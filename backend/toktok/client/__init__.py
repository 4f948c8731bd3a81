"""The API from Python: typed answers, lists that page by themselves, patience with busy servers."""

from toktok.client.client import Client
from toktok.client.errors import ApiError, NoAnswerError

__all__ = ["ApiError", "Client", "NoAnswerError"]
