"""Facts of the document the package began from, typed out once more to hold the committed tables against.

All are from HM Inspectorate of Probation, "2024 Annual Report: inspection of probation services" (ISBN
978-1-916621-36-7): the map of regions and the key findings on its second page, the counts in its sections Overview and
Case supervision, the list of publications in Appendix 1, and the table of inspections in Appendix 2.
"""

REGION_NUMBERS = {
    1: "Wales", 2: "North West", 3: "Greater Manchester", 4: "North East", 5: "Yorkshire and the Humber",
    6: "West Midlands", 7: "East Midlands", 8: "East of England", 9: "London", 10: "South West", 11: "South Central",
    12: "Kent, Surrey and Sussex",
}  # fmt: skip

# PDU and region as Appendix 2 prints them, the day of publication as it prints it, and the score out of 21.
APPENDIX_2 = (
    ("Wakefield", "Yorkshire and the Humber", "24/10/2024", 6), ("Essex South", "East of England", "18/07/2024", 5),
    ("Bedfordshire", "East of England", "01/08/2024", 4),
    ("Brighton and East Sussex", "Kent, Surrey, and Sussex", "22/02/2024", 4),
    ("Essex North", "East of England", "01/08/2024", 4), ("Hertfordshire", "East of England", "16/07/2024", 4),
    ("Suffolk", "East of England", "16/05/2024", 4), ("West Kent", "Kent, Surrey, and Sussex", "21/03/2024", 4),
    ("North Yorkshire", "Yorkshire and the Humber", "12/12/2024", 4),
    ("Hull and East Riding", "Yorkshire and the Humber", "19/12/2024", 4),
    ("Barnsley and Rotherham", "Yorkshire and the Humber", "10/10/2024", 3),
    ("Doncaster", "Yorkshire and the Humber", "10/10/2024", 3),
    ("East Kent", "Kent, Surrey, and Sussex", "21/03/2024", 3),
    ("Kirklees", "Yorkshire and the Humber", "14/11/2024", 3), ("Leeds", "Yorkshire and the Humber", "24/10/2024", 3),
    ("North & North East Lincolnshire", "Yorkshire and the Humber", "19/12/2024", 3),
    ("Sheffield", "Yorkshire and the Humber", "24/10/2024", 3), ("Surrey", "Kent, Surrey, and Sussex", "21/03/2024", 3),
    ("York", "Yorkshire and the Humber", "12/12/2024", 3), ("Norfolk", "East of England", "16/05/2024", 2),
    ("Northamptonshire", "East of England", "16/07/2024", 2),
    ("West Sussex", "Kent, Surrey, and Sussex", "22/02/2024", 2),
    ("Bradford and Calderdale", "Yorkshire and the Humber", "14/11/2024", 1),
    ("Cambridge and Peterborough", "East of England", "18/07/2024", 1),
)  # fmt: skip

OVERALL_OF_PDUS = {"Requires improvement": 10, "Inadequate": 14}

# How often each rating was given to the 24 PDUs; a rating the report does not mention was given to none.
PDU_TOTALS = {
    "Leadership": {"Good": 6, "Requires improvement": 14, "Inadequate": 4},
    "Staffing": {"Requires improvement": 20, "Inadequate": 4},
    "Services": {"Requires improvement": 24},
    "Assessment": {"Requires improvement": 1, "Inadequate": 23},
    "Planning": {"Requires improvement": 5, "Inadequate": 19},
    "Implementation and delivery": {"Inadequate": 24},
    "Reviewing": {"Requires improvement": 2, "Inadequate": 22},
}

REGIONS_INSPECTED = ("Kent, Surrey and Sussex", "East of England", "Yorkshire and the Humber")

# The rating that all three regions were given.
REGION_RATINGS = {
    "Leadership": "Requires improvement", "Staffing": "Requires improvement", "Desistance": "Inadequate",
    "Public protection": "Inadequate", "Resettlement": "Inadequate", "Unpaid work": "Inadequate",
    "Court work": "Inadequate", "Statutory victim work": "Outstanding",
}  # fmt: skip

# Lowest share of sufficient cases, in per cent, for each rating of a service delivery standard.
BANDS = {"Inadequate": 0, "Requires improvement": 50, "Good": 65, "Outstanding": 80}

APPENDIX_1 = {
    "PDU inspection report": (
        "West Sussex", "Brighton and East Sussex", "Surrey", "East Kent", "West Kent", "Suffolk", "Norfolk",
        "Hertfordshire", "Northamptonshire", "Cambridge and Peterborough", "Essex South", "Bedfordshire", "Essex North",
        "Doncaster", "Barnsley and Rotherham", "Sheffield", "Wakefield", "Leeds", "Bradford and Calderdale", "Kirklees",
        "North Yorkshire", "York", "Hull and East Riding", "North and North East Lincolnshire",
    ),
    "Regional inspection report": REGIONS_INSPECTED,
    "Thematic inspection report": (
        "The quality of work undertaken with women",
        "The quality of services delivered to young adults in the Probation Service",
        "A thematic inspection of the recruitment, training and retention of frontline probation practitioners",
        "Thematic inspection of unpaid work",
    ),
    "Research and analysis bulletin": (
        "The links between the quality of supervision and positive outcomes for people on probation",
        "Frontline leadership in probation and youth justice",
        "The interventions landscape for probation services: delivery, challenges, and opportunities",
        "The quality of pre-sentence information and advice provided to courts – 2022 to 2023 inspections",
    ),
    "Academic insights": (
        "Realising the rehabilitative potential of approved premises",
        "The 'Sequential Intercept Model' – a trauma-informed diversionary framework",
        "Sport and physical activity as an intervention for reintegration and resettlement: "
        "key mechanisms for policy and practice",
        "The '12Cs' Collective Safeguarding Responsibility Model",
        "Building choice in domestic abuse perpetrator interventions: "
        "reflections on what clients, victims and practitioners need",
        "Inclusive Recovery Cities and the implications for probation practice",
    ),
    "Effective practice guide": (
        "Working with women",
        "Working with young adults",
        "Recruitment, training, and retention",
        "Unpaid work",
    ),
}  # fmt: skip

# Percentages the report states, by identifier in the package.
PERCENTAGES = {
    "staff-kss-under-1yr": 22, "po-vacancy-inspected": 32, "leaving-rate-all": 10.4, "leaving-rate-po": 7.8,
    "leaving-rate-pso": 12.1, "desistance-assessment": 66, "desistance-planning": 63, "info-da-obtained": 65,
    "info-cs-obtained": 50, "info-da-used": 51, "info-cs-used": 38, "factor-da": 59, "factor-cs": 67,
    "court-da-obtained": 62, "court-da-used": 42, "court-cs-obtained": 45, "court-cs-used": 30,
    "court-psr-insufficient": 70, "upw-high-risk": 13, "resettlement-sufficient": 41, "victim-initial-contact": 93,
    "victim-optin-kss": 81, "victim-views-opportunity": 98, "protected-asked": 83, "protected-analysed": 51,
}  # fmt: skip

# PDUs the report names good practice for, by the section that names them; its "Barnsley" is part of one PDU.
PRACTICE = {
    "Strategic partnerships": ("West Kent", "Essex South", "Essex North", "Suffolk", "Wakefield"),
    "Services": ("Barnsley and Rotherham", "Doncaster", "Hull and East Riding", "York", "Brighton and East Sussex"),
    "Diversity and inclusion": (
        "Bedfordshire", "West Kent", "Barnsley and Rotherham", "Leeds", "Sheffield", "Essex South",
    ),
}  # fmt: skip

FIGURES_REDRAWABLE = (1, 2, 3, 4, 7, 15)
FIGURES_IN_PART = (8, 13)
FIGURE_COUNT = 15
