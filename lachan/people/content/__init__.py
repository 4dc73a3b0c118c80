"""From the files of content/units to the rows they ask for. Reads files, touches no database."""
