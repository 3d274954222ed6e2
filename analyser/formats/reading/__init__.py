"""Case files in: folders and tables of documents become ``CaseFile`` objects, one at a time."""
