"""The handbook, and the module that writes its generated pages."""
