"""Floor 5: foreign pages, records and exports become sessions and readings.

``lookup`` finds a reading by its identifier. The rest reads whole pages and exports, in
steps that know nothing of each other but the data between them:

1. :mod:`~.sources` reads the bytes of a file, within bounds.
2. A reader (:mod:`~.formats` lists them) turns them into a page of entries
   (:mod:`~.entries`): texts with a place (:mod:`~.slots`), in which nothing is decided.
   Pages for people are taken apart by :mod:`~.pages`. What a word tells by itself is known
   to :mod:`~.words`.
3. :mod:`~.deciding` turns the entries into what was found (:mod:`~.found`): dates decided
   for the whole file, times, states, people, links and readings; what is doubtful
   carries a flag (:mod:`~.flags`).
4. :mod:`~.writing` turns what was found into files of the archive.
"""
