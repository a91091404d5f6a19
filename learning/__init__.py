"""What the organisation knows and lacks, against roles and frameworks. Nothing lives here yet."""
