"""What an administrator installs from: the image, the units, the Procfile, the proxies."""
