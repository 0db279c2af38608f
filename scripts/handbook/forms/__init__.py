"""Forms: every road by which words come in, made from the model."""
