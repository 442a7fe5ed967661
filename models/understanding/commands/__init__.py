"""What may be typed behind each verb of /session, /caps and /clinic."""
