"""The templates the edition can wear, one module each."""
