"""Words for what contradicts itself, within a table and between tables."""

from ratings_site.check.wording.kinds import failure, warning

KINDS = {
    "column-sorted-alone": failure(
        'In {count} of {of} rows this column does not fit the rest of its row, here with "{value}": '
        "it was sorted or pasted without the other columns.",
        "Take the last published version of the table, and sort whole rows only.",
    ),
    "id-disagrees": warning(
        '"{value}" does not fit the identifier of the row, "{id}".',
        "Check that the row belongs together; identifiers never change. If it is right, accept it.",
    ),
    # Inspections
    "wrong-area": failure(
        'The kind of area is "{kind}", which needs {needs}.', "Fill the cell that is wanted, and empty the other."
    ),
    "inspection-twice": failure(
        'This inspection has the area, the programme and the date of "{other}" in line {line}: it was entered twice.',
        "Delete the row that is wrong, and move what belongs to it.",
    ),
    "before-programme": failure(
        '"{value}" is before the programme "{programme}" began ({began}).', "Check the date and the programme."
    ),
    "region-before-pdus": warning(
        'The region\'s report is dated "{value}", before that of its PDU in "{other}" ({day}).',
        "A region is reported on after its PDUs: check both dates. If they are right, accept it.",
    ),
    "not-rated-mistaken": failure(
        'The overall rating is "{value}", and the programme "{programme}" {gives} ratings.',
        'Write "Not rated" for a programme without ratings, and a rating for any other.',
    ),
    "score-without-basis": failure(
        "A score and the word for how it is known go together; here only {given} is filled.",
        "Fill both or neither; score_basis is stated or derived.",
    ),
    "score-not-sum": failure(
        "The score is {value}, and the points of the ratings add up to {least}.",
        "Check the ratings of this inspection, then the score.",
    ),
    "score-impossible": failure(
        "The score is {value}, and the ratings that are known allow only {least} to {most}.",
        "Check the ratings of this inspection, then the score.",
    ),
    "overall-not-score": failure(
        'The overall rating is "{value}", and a score of {score} gives {gives}.',
        "Check the score and the overall rating.",
    ),
    # Ratings
    "ratings-missing": failure(
        '"{inspection}" has no ratings: ratings.csv needs {count} rows for it, one for each standard.',
        'Add them; where a rating is not known, its cell is empty and its basis is "not available".',
    ),
    "rating-missing": failure(
        '"{inspection}" has no row in ratings.csv for the standard "{standard}".',
        'Add it; where the rating is not known, its cell is empty and its basis is "not available".',
    ),
    "rating-of-other-programme": failure(
        '"{value}" is not a standard of the programme "{programme}" for this kind of area ({kind}).',
        "Use the standard of the same name that belongs to it.",
    ),
    "rating-not-available": failure(
        'There is a rating, "{rating}", and its basis is "not available".',
        "Write stated or derived if the rating is known, or empty its cell if it is not.",
    ),
    "rating-without-value": failure(
        'The basis is "{basis}", and the rating is empty.', 'Fill the rating in, or write "not available" as its basis.'
    ),
    "derived-without-note": failure(
        "The rating is derived, and the note is empty.", "Write in the note from what the rating follows."
    ),
    "absence-without-reason": failure(
        "The rating is not available, and nothing says why.", "Choose the reason from the list of this column."
    ),
    "reason-without-absence": failure(
        '"{value}" says why a rating is missing, and its basis says that there is one.',
        "Empty this cell, or correct the basis.",
    ),
    "bands-overlap": failure(
        '"{value}" lies within the band of line {line}.', "Bands may not overlap: correct one of the two."
    ),
    # Totals
    "set-not-alike": failure(
        '"{value}" is not what line {line} says of the same set.',
        "All rows of a set name one programme, two dates and one number.",
    ),
    "set-of-other-size": failure(
        "The set is said to hold {value} inspections, and {found} lie within its dates.",
        "Check the number and the dates, and whether an inspection is lacking.",
    ),
    "totals-not-sum": failure(
        'The numbers for "{standard}" add up to {stated}, and the set holds {size} inspections.',
        "Check the four numbers.",
    ),
    "totals-disagree": failure(
        '{rating} is said to be given {value} times for "{standard}", and ratings.csv has it {found} times.',
        "Check the number and the ratings.",
    ),
    # Dates
    "date-without-precision": failure(
        "A date and the word for how exactly it is known go together; here only {given} is filled.",
        "Fill both or neither; the word is day, month or year.",
    ),
    "day-beyond-precision": failure(
        '"{value}" names more than the {precision} that is known.', "Write the first day of the {precision}."
    ),
    "range-turned-round": failure('"{value}" comes before "{start}", where it begins.', "Check both."),
    # What others say
    "not-exactly-one": failure("Of {first} and {second} {filled} filled.", "Fill exactly one: the other stays empty."),
    "quotation-too-long": failure(
        "The quotation has {count} words; at most {most} are quoted.", "Leave words out, and mark each gap with […]."
    ),
    "front-page": failure(
        '"{value}" is the front page of a site, not the document.',
        "Write the address of the document, or of a page about it, or leave the cell empty.",
    ),
    # Publications and corrections
    "inspection-without-publication": failure(
        '"{inspection}" has no row in publications.csv.', "Add its report there, with this inspection_id."
    ),
    "report-without-inspection": failure(
        "The report of an inspection does not say of which.", "Write the inspection's identifier, from inspections.csv."
    ),
    "report-of-other-kind": failure(
        '"{value}" does not fit its inspection, which is of the kind "{kind}".', "Check the type and the inspection_id."
    ),
    "dates-disagree": failure(
        '"{value}" is not the date that {file} gives the same report in line {line}: {other}.',
        "Write the same date and precision in both tables.",
    ),
    "correction-of-nothing": warning(
        '"{value}" is not a {what} of {file}.', "Check it. If the {what} was taken out on purpose, accept it."
    ),
    # Regions, PDUs, places, programmes
    "closed-without-change": failure(
        "The PDU is closed, and pdu_changes.csv does not say what followed it.", "Add its row there, or empty the cell."
    ),
    "renamed-to-another": failure(
        '"{pdu}" was renamed and is followed by "{value}".', 'A renamed PDU keeps its identifier: write "{pdu}".'
    ),
    "follows-itself": failure('"{value}" is said to follow itself.', "Write the PDU that followed it."),
    "change-circle": failure(
        '"{pdu}" is followed by "{value}", which leads back to it.', "Check which of the PDUs came first."
    ),
    "whole-place-twice": failure(
        'The place is served whole by "{other}" (line {line}), and here by "{value}" as well.',
        'Write "part" for both, or delete the one that is wrong.',
    ),
    "code-of-two-places": failure(
        '"{value}" is the code of "{other}" in line {line}.', "Check the code and the place."
    ),
    "standards-miscounted": failure(
        "The programme is said to have {value} standards for PDUs, and standards.csv has {found}.", "Check both."
    ),
    "highest-score-wrong": failure(
        "The highest score is said to be {value}, and the standards can reach {wanted}.", "Check it."
    ),
    # Names
    "spelt-two-ways": failure(
        '"{value}" and "{other}" (line {line}) are one name, written in two ways.', "Write it in one way."
    ),
    "name-once-more": failure(
        '"{value}" is the PDU\'s name as it stands in pdus.csv, "{other}".',
        "Delete this row: only other names belong here.",
    ),
}
