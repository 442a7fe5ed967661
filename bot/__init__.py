"""The outside: the command line, HTTP, Slack, Teams and the demo. VERSION is the release."""

VERSION = "0.1.0"
