"""From typed days to dates of service, in every form that people, claims and letters write."""
