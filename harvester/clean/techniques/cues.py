"""How records speak of techniques that did not make their data.

Each line is a reason and the words before or behind a technique's name, with an example; `_` in a
pattern is a blank, so that patterns can be read.
"""

DONE = (
    "(?:analy[sz]ed|measured|imaged|examined|studied|investigated|scanned|characteri[sz]ed|used"
    "|determined|acquired|collected|performed|carried_out|conducted|done|made|applied|available"
    "|included|provided|possible|undertaken|attempted|contained|part_of|added|published|uploaded"
    "|released|shared|described)"
)
DOING = (
    "(?:use|be_used|include|apply|employ|perform|collect|acquire|focus|involve|combine|integrate"
    "|follow|analy[sz]e|investigate|measure|image|study|examine)"
)
RARELY = (
    "(?:commonly|widely|often|frequently|generally|typically|usually|routinely|traditionally"
    "|conventionally|normally|increasingly|classically)"
)
RELATES = r"(?:in|by|under|with|from|of|on|at|was|were|is|are|between|for)\b"
STUDIES = "(?:stud(?:y|ies)|works?|investigations?|research|publications?|papers?|reports?)"
WRITER = r"[A-Z][\w'’-]+"
AUTHORS = (
    rf"(?:{WRITER}_et_al\.?,?_?[(\[]?\d{{4}}[a-z]?[)\]]?"
    rf"|{WRITER}_(?:(?:and|&)_{WRITER}_)?[(\[]\d{{4}}[a-z]?[)\]])"
)
FOUND = (
    "(?:integrat|us|report|appl|perform|measur|describ|show|present|investigat|stud|combin|employ"
    r"|analy[sz]|conduct|demonstrat|find|found|propos|develop|provid|document)\w*"
)
DATA = (
    r"[\s)\]]*(?:raw_|processed_)?(?:data|images?|maps?|scans?|files?|results|spectra|volumes?"
    r"|micrographs?|analyses|stacks?|measurements|patterns|tomograms?)\b"
)
"""What a record offers: `SEM images can be used for …` speaks of images that are there."""

TITLED = (
    r"\b(?:articles?|papers?|publications?|manuscript|thesis|dissertation|study|entitled|titled"
    r"|chapter|report|book)\b[^“«„\"‘]{0,60}[“«„\"'‘][^”»\"]*"
)
CLOSED = r"[^”»\"“]*(?:[”»\"]|['’](?:[\s.,;)]|$))"
"""The quotation marks around the title of something."""

BEFORE = (
    # no EBSD was done; without XRD
    (
        "negated",
        r"\b(?:no|without|lacking|neither|nor)_(?:(?:any|further|additional|separate|new"
        r"|corresponding|complementary|the)_)?",
    ),
    # not by FIB; neither TEM nor EELS; no EBSD, microprobe or optical data
    ("negated", r"\bnot_(?:by|with|in|on|using|from)_(?:(?:the|an?)_)?"),
    ("negated", r"\b(?:neither|nor)_[^.;]{0,60}"),
    ("negated", rf"\bno_(?:(?!{RELATES})[\w-]+,?_){{1,6}}(?:or|and|nor)_"),
    # were not analysed by XRD
    ("negated", rf"\b(?:not|never)(?:_yet|_been|_be)*_{DONE}\b[^.;]{{0,40}}"),
    # instead of XRD
    (
        "negated",
        r"\b(?:instead_of|rather_than|in_lieu_of|in_place_of|unlike|as_opposed_to"
        r"|as_an_alternative_to)_(?:\w+_){0,2}",
    ),
    # will be imaged by XCT; would need SEM
    (
        "not yet done",
        rf"\b(?:will|shall|should|would)(?:_also|_then|_further)?_(?:be_{DONE}"
        rf"|{DOING})\b[^.;:]{{0,60}}",
    ),
    # future SEM work; we recommend EBSD
    (
        "not yet done",
        r"\b(?:future|planned|plan_to|planning|recommend(?:ed)?|suggest_(?:to|using|that)"
        r"|propose_(?:to|using)|remains?_to_be)\b[^.;:]{0,60}",
    ),
    # can usually only be acquired by SEM
    (
        "background",
        rf"\b{RARELY}_(?:only_)?(?:be_)?(?:been_)?(?:{DONE}|obtained|employed)\b[^.;]{{0,50}}",
    ),
    # it is known from SEM observations
    ("background", r"\b(?:known|understood|established|recogni[sz]ed)_from_(?:\w+_)?"),
    # marked for later FIB nanotomography
    ("not yet done", r"\b(?:for|before)_later_(?:\w+_){0,2}"),
    # seen later by SEM; imaged before with XMCD
    (
        "earlier work",
        r"\b(?:seen|imaged|measured|mapped|analy[sz]ed|studied)_(?:later|earlier|before)_"
        r"(?:by|in|with|using)_(?:\w+_){0,2}",
    ),
    # inside the field of the CT scan
    ("earlier work", r"\b(?:inside|within)_the_field_of_(?:(?:the|an?|former|old)_){0,2}"),
    # numerous studies have used XRD
    (
        "earlier work",
        rf"\b(?:previous|earlier|prior|past|other|many|numerous|several)_(?:\w+_)?{STUDIES}\b"
        r"[^.;]{0,80}",
    ),
    # previously published XRD data
    (
        "earlier work",
        r"\b(?:previously|already|formerly)_(?:published|reported|acquired|collected"
        r"|measured|obtained|available|described|existing)\b[^.;,]{0,50}",
    ),
    # compared with published EPMA data
    (
        "earlier work",
        r"\b(?:compar(?:ed?|ing|isons?)|contrast(?:ed)?)\b[^.;]{0,20}\b(?:published"
        r"|literature|previous(?:ly)?|reported|existing)\b[^.;]{0,40}",
    ),
    # used to check thin section petrography
    (
        "compared only",
        r"\bto_(?:check|test|verify|evaluate|improve|replace|avoid|benchmark)_"
        r"(?:(?:the|our|results_of|data_of)_)?",
    ),
    # draw comparisons with conventional EBSD
    (
        "compared only",
        r"\bcompar(?:ed|isons?)_(?:to|with)_(?:conventional|traditional|classical"
        r"|standard)_(?:\w+_)?",
    ),
    # reference materials for SIMS; available for the global SIMS community
    (
        "purpose",
        r"\b(?:suitable|ideal|potential|candidates?|intended|useful|available|reference"
        r"_materials?)_(?:\w+_){0,2}for_(?:\w+_){0,3}(?:and_\w+_)?",
    ),
    # thinned for holography; located for ion probe dating
    (
        "purpose",
        r"\b(?:thinned|located|marked|reserved|kept|left|set_aside|intended|destined)\b"
        r"[^.;,]{0,30}_for_(?:\w+_){0,2}",
    ),
    # published in the following datasets: Core CT-scan data
    (
        "elsewhere",
        r"\b(?:following|separate|related|companion|other)_data_?(?:sets?|publications?)\b"
        r"[^;]{0,150}",
    ),
    # for SEM data see doi:… (see AFTER); see Smith (2010) for XRD
    ("elsewhere", rf"\b(?:see|refer_to)_(?i:{AUTHORS}|doi\S+|https?\S+)_for_(?:\w+_){{0,3}}"),
    # a toolbox for the analysis of EBSD data
    (
        "software",
        r"\b(?:software|toolbox|package|plug-?in|library|program(?:me)?|algorithm|code"
        r"|scripts?|app)\b[^.;,]{0,40}_(?:for|to|that|which)_[^.;,]{0,60}",
    ),
    # the laboratory is equipped with a SEM
    (
        "equipment",
        r"\b(?:laborator(?:y|ies)|facilit(?:y|ies)|lab|cent(?:re|er)|institute"
        r"|infrastructure)_(?:is_|are_)?(?:equipped|offers?|provides?|hosts?|houses?|features?)\b"
        r"[^.;]{0,120}",
    ),
    # synthetic CT images
    (
        "simulated",
        r"\b(?:synthetic|simulated|virtual|artificial|numerical(?:ly_generated)?|modelled"
        r"|modeled)_(?:(?:[23]D|micro|high-resolution)_)?",
    ),
)

AFTER = (
    # EBSD was not done; XRD data are not included
    ("negated", rf"[^.;,]{{0,60}}?\b(?:not|never)(?:_yet|_been|_be)*_{DONE}\b"),
    # EMPA (out of scope); SEM images are missing
    ("negated", r"[^.;]{0,60}\bout_of_scope\b"),
    (
        "negated",
        r"[^.;,]{0,30}?\b(?:is|are|was|were|have_been|has_been)_(?:excluded|omitted|missing"
        r"|unavailable)\b",
    ),
    # a needle for APT broke
    ("negated", r"[^.;]{0,30}?\b(?:broke\b|failed\b|(?:was|were)_lost\b|gave_no_data\b)"),
    # where EDS cannot
    ("background", r"\s(?:cannot|can_not)\b"),
    # SIMS pits; the micro-CT plug
    ("purpose", r"\s(?:plugs?|pits?|craters?|mounts?|stubs?)\b"),
    # that we imaged with XMCD before.
    ("earlier work", r"[^.;,]{0,30}?\b(?:before|earlier|previously)_?(?=[.;,)]|$)"),
    # XCT will be done; EBSD is planned
    (
        "not yet done",
        rf"[^.;:]{{0,60}}?\b(?:(?:will|shall|should|would)_(?:be_{DONE}|{DOING})"
        r"|(?:is|are)_(?:planned|recommended)|remains?_to_be)\b",
    ),
    # Raman spectroscopy can be combined with a diamond cell
    (
        "background",
        rf"(?!{DATA})[^.;:,]{{0,30}}?\b(?:can|could|may|might)(?:_also|_only)?_be_"
        r"(?:used|combined|applied|employed|coupled|performed|measured)",
    ),
    # SIMS is a powerful technique; XRD is commonly used
    (
        "background",
        r"[\s)]*(?:technique_|method_|analysis_|imaging_)?(?:is|are)_(?:an?_|the_|one_of_"
        rf"|{RARELY}|known|considered|essential|fundamental|crucial|important|powerful|able|capable"
        r"|limited|useful|required|needed|necessary|popular|established|well)",
    ),
    # scanning microscopy simulations
    ("simulated", r"[\s-]*(?:image_|data_|pattern_)?(?:simulations?|simulator)\b"),
    # published as a separate dataset; SEM data: see doi:…
    (
        "elsewhere",
        r"[^.;]{0,120}?(?:\b(?:separate|separately|another|different|companion|other)\b"
        r"[^.;]{0,20}\bdata_?(?:sets?|publications?|repositor)|\belsewhere\b|\bsee_(?:also_)?(?:the_)?"
        r"(?:doi|https?:))",
    ),
    # XRD data from Smith et al. (2010)
    (
        "earlier work",
        r"(?![^.;]*\b(?:support|underl|accompan|supplement|provided|included))"
        rf"[^.;,()]{{0,30}}?\b(?:from|of|by|after)_(?-i:{AUTHORS})",
    ),
)

AROUND = (
    # in-situ techniques such as SIMS are fundamental
    (
        "background",
        r"\b(?:techniques?|methods?|tools?|approaches),?_(?:such_as|like|e\.g\.|including)_"
        r"[^.;]{0,80}",
        r"[^.;]{0,60}?\b(?:are|is|have|has|can|allow|enable|provide)\b_(?!been\b|shown\b"
        r"|available\b)",
    ),
    # previous SEM studies
    (
        "earlier work",
        r"\b(?:previous|earlier|prior|past|recent|former|existing|numerous|many|other)_"
        r"(?:\w+_){0,4}",
        rf"[^.;]{{0,40}}?\b{STUDIES}\b",
    ),
    # the article "EBSD of olivine …"
    ("a title", TITLED, CLOSED),
    # Author, A. B.: EBSD of olivine, Journal 12 (3), 2010
    (
        "a reference",
        r"[A-Z][\w'’-]+,_?(?:[A-Z]\.[\s-]?){1,3}[^;]{0,200}",
        r"[^;]{0,200}?(?:\d+_?\(\d+\)"
        r"|\bpp?\.|\bdoi\b|\(\d{4}\))",
    ),
)

REFERENCE = r"(?:[A-Z][\w'’-]+,_(?:[A-Z]\.[\s-]?){1,3},?_?(?:and_|&_)?){2,}[^;]{0,200}"
"""Bachmann, F., Hielscher, R. and Schaeben, H. Grain detection from 3d EBSD data."""

AUTHORS_DID = rf"{AUTHORS}_(?:\w+_)?{FOUND}\b[^.;]{{0,120}}"
"""Grema et al. (2021) integrate scanning electron microscopy."""

NO_DATA = (
    r"\bno_(?:new|own)_(?:measurements?|data)\b|\bno_measurement_was_made\b"
    r"|\bcontains?_no_data\b|\bcontains?_references_only\b|\bno_sample_was_(?:analy[sz]ed|used)\b"
)
"""It contains references only; no sample was analysed by us."""
