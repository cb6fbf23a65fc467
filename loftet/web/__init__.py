"""How pages look and behave: templates, theme, forms, error pages, and the sending of mail. No models."""
