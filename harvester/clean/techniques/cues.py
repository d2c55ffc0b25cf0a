"""How records speak of techniques that did not make their data.

Each line is a reason, its signs, and a pattern of the words before or behind a technique's name,
with an example. Without any of its signs, set apart by `|`, a cue is not looked for; `<>` in a
pattern stands for them as whole words, and `_` for a blank, so that patterns can be read.
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
    "commonly|widely|often|frequently|generally|typically|usually|routinely|traditionally"
    "|conventionally|normally|increasingly|classically"
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
BY_AUTHORS = "et|(|["
"""Signs of `AUTHORS`."""
DATA = (
    r"[\s)\]]*(?:raw_|processed_)?(?:data|images?|maps?|scans?|files?|results|spectra|volumes?"
    r"|micrographs?|analyses|stacks?|measurements|patterns|tomograms?)\b"
)
"""What a record offers: `SEM images can be used for …` speaks of images that are there."""

TITLES = (
    "article|articles|paper|papers|publication|publications|manuscript|thesis|dissertation|study"
    "|entitled|titled|chapter|report|book"
)
QUOTED = r"[^“«„\"‘]{0,60}[“«„\"'‘][^”»\"]*"
CLOSED = r"[^”»\"“]*(?:[”»\"]|['’](?:[\s.,;)]|$))"
"""The quotation marks around the title of something."""

BEFORE = (
    # no EBSD was done; without XRD
    (
        "negated",
        "no|without|lacking|neither|nor",
        "<>_(?:(?:any|further|additional|separate|new|corresponding|complementary|the)_)?",
    ),
    # not by FIB; neither TEM nor EELS; no EBSD, microprobe or optical data
    ("negated", "not", "<>_(?:by|with|in|on|using|from)_(?:(?:the|an?)_)?"),
    ("negated", "neither|nor", "<>_[^.;]{0,60}"),
    ("negated", "no", rf"<>_(?:(?!{RELATES})[\w-]+,?_){{1,6}}(?:or|and|nor)_"),
    # were not analysed by XRD
    ("negated", "not|never", rf"<>(?:_yet|_been|_be)*_{DONE}\b[^.;]{{0,40}}"),
    # instead of XRD
    (
        "negated",
        "instead_of|rather_than|in_lieu_of|in_place_of|unlike|as_opposed_to|as_an_alternative_to",
        r"<>_(?:\w+_){0,2}",
    ),
    # will be imaged by XCT; would need SEM
    (
        "not yet done",
        "will|shall|should|would",
        rf"<>(?:_also|_then|_further)?_(?:be_{DONE}|{DOING})\b[^.;:]{{0,60}}",
    ),
    # future SEM work; we recommend EBSD
    (
        "not yet done",
        "future|planned|plan_to|planning|recommend|recommended|suggest_to|suggest_using"
        "|suggest_that|propose_to|propose_using|remain_to_be|remains_to_be",
        "<>[^.;:]{0,60}",
    ),
    # can usually only be acquired by SEM
    (
        "background",
        RARELY,
        rf"<>_(?:only_)?(?:be_)?(?:been_)?(?:{DONE}|obtained|employed)\b[^.;]{{0,50}}",
    ),
    # it is known from SEM observations
    (
        "background",
        "known|understood|established|recognised|recognized",
        r"<>_from_(?:\w+_)?",
    ),
    # marked for later FIB nanotomography
    ("not yet done", "for_later|before_later", r"<>_(?:\w+_){0,2}"),
    # seen later by SEM; imaged before with XMCD
    (
        "earlier work",
        "seen|imaged|measured|mapped|analysed|analyzed|studied",
        r"<>_(?:later|earlier|before)_(?:by|in|with|using)_(?:\w+_){0,2}",
    ),
    # inside the field of the CT scan
    (
        "earlier work",
        "inside_the_field_of|within_the_field_of",
        "<>_(?:(?:the|an?|former|old)_){0,2}",
    ),
    # numerous studies have used XRD
    (
        "earlier work",
        "previous|earlier|prior|past|other|many|numerous|several",
        rf"<>_(?:\w+_)?{STUDIES}\b[^.;]{{0,80}}",
    ),
    # previously published XRD data
    (
        "earlier work",
        "previously|already|formerly",
        r"<>_(?:published|reported|acquired|collected|measured|obtained|available|described"
        r"|existing)\b[^.;,]{0,50}",
    ),
    # compared with published EPMA data
    (
        "earlier work",
        "compare|compared|comparing|comparison|comparisons|contrast|contrasted",
        r"<>[^.;]{0,20}\b(?:published|literature|previous(?:ly)?|reported|existing)\b"
        r"[^.;]{0,40}",
    ),
    # used to check thin section petrography
    (
        "compared only",
        "to_check|to_test|to_verify|to_evaluate|to_improve|to_replace|to_avoid|to_benchmark",
        "<>_(?:(?:the|our|results_of|data_of)_)?",
    ),
    # draw comparisons with conventional EBSD
    (
        "compared only",
        "compared|comparison|comparisons",
        r"<>_(?:to|with)_(?:conventional|traditional|classical|standard)_(?:\w+_)?",
    ),
    # reference materials for SIMS; available for the global SIMS community
    (
        "purpose",
        "suitable|ideal|potential|candidate|candidates|intended|useful|available"
        "|reference_material|reference_materials",
        r"<>_(?:\w+_){0,2}for_(?:\w+_){0,3}(?:and_\w+_)?",
    ),
    # thinned for holography; located for ion probe dating
    (
        "purpose",
        "thinned|located|marked|reserved|kept|left|set_aside|intended|destined",
        r"<>[^.;,]{0,30}_for_(?:\w+_){0,2}",
    ),
    # published in the following datasets: Core CT-scan data
    (
        "elsewhere",
        "following|separate|related|companion|other",
        r"<>_data_?(?:sets?|publications?)\b[^;]{0,150}",
    ),
    # for SEM data see doi:… (see AFTER); see Smith (2010) for XRD
    ("elsewhere", "see|refer_to", rf"<>_(?i:{AUTHORS}|doi\S+|https?\S+)_for_(?:\w+_){{0,3}}"),
    # a toolbox for the analysis of EBSD data
    (
        "software",
        "software|toolbox|package|plugin|plug-in|library|program|programme|algorithm|code|script"
        "|scripts|app",
        "<>[^.;,]{0,40}_(?:for|to|that|which)_[^.;,]{0,60}",
    ),
    # the laboratory is equipped with a SEM
    (
        "equipment",
        "laboratory|laboratories|facility|facilities|lab|centre|center|institute|infrastructure",
        r"<>_(?:is_|are_)?(?:equipped|offers?|provides?|hosts?|houses?|features?)\b"
        r"[^.;]{0,120}",
    ),
    # synthetic CT images
    (
        "simulated",
        "synthetic|simulated|virtual|artificial|numerical|numerically_generated|modelled|modeled",
        "<>_(?:(?:[23]D|micro|high-resolution)_)?",
    ),
)

AFTER = (
    # EBSD was not done; XRD data are not included
    ("negated", "not|never", rf"[^.;,]{{0,60}}?<>(?:_yet|_been|_be)*_{DONE}\b"),
    # EMPA (out of scope); SEM images are missing
    ("negated", "out_of_scope", "[^.;]{0,60}<>"),
    (
        "negated",
        "excluded|omitted|missing|unavailable",
        r"[^.;,]{0,30}?\b(?:is|are|was|were|have_been|has_been)_<>",
    ),
    # a needle for APT broke
    ("negated", "broke|failed|was_lost|were_lost|gave_no_data", "[^.;]{0,30}?<>"),
    # where EDS cannot
    ("background", "cannot|can_not", r"\s<>"),
    # SIMS pits; the micro-CT plug
    (
        "purpose",
        "plug|plugs|pit|pits|crater|craters|mount|mounts|stub|stubs",
        r"\s<>",
    ),
    # that we imaged with XMCD before.
    ("earlier work", "before|earlier|previously", "[^.;,]{0,30}?<>_?(?=[.;,)]|$)"),
    # XCT will be done; EBSD is planned
    (
        "not yet done",
        "will|shall|should|would",
        rf"[^.;:]{{0,60}}?<>_(?:be_{DONE}|{DOING})\b",
    ),
    (
        "not yet done",
        "is_planned|are_planned|is_recommended|are_recommended|remain_to_be|remains_to_be",
        "[^.;:]{0,60}?<>",
    ),
    # Raman spectroscopy can be combined with a diamond cell
    (
        "background",
        "can|could|may|might",
        rf"(?!{DATA})[^.;:,]{{0,30}}?<>(?:_also|_only)?_be_"
        r"(?:used|combined|applied|employed|coupled|performed|measured)",
    ),
    # SIMS is a powerful technique; XRD is commonly used
    (
        "background",
        "is|are",
        rf"[\s)]*(?:technique_|method_|analysis_|imaging_)?<>_(?:an?_|the_|one_of_|{RARELY}"
        r"|known|considered|essential|fundamental|crucial|important|powerful|able|capable|limited"
        r"|useful|required|needed|necessary|popular|established|well)",
    ),
    # scanning microscopy simulations
    ("simulated", "simulation|simulations|simulator", r"[\s-]*(?:image_|data_|pattern_)?<>"),
    # published as a separate dataset; SEM data: see doi:…
    (
        "elsewhere",
        "separate|separately|another|different|companion|other",
        r"[^.;]{0,120}?<>[^.;]{0,20}\bdata_?(?:sets?|publications?|repositor)",
    ),
    ("elsewhere", "elsewhere", "[^.;]{0,120}?<>"),
    ("elsewhere", "see", "[^.;]{0,120}?<>_(?:also_)?(?:the_)?(?:doi|https?:)"),
    # XRD data from Smith et al. (2010)
    (
        "earlier work",
        BY_AUTHORS,
        r"(?![^.;]*\b(?:support|underl|accompan|supplement|provided|included))"
        rf"[^.;,()]{{0,30}}?\b(?:from|of|by|after)_(?-i:{AUTHORS})",
    ),
)

AROUND = (
    # in-situ techniques such as SIMS are fundamental
    (
        "background",
        "technique|techniques|method|methods|tool|tools|approaches",
        r"<>,?_(?:such_as|like|e\.g\.|including)_[^.;]{0,80}",
        r"[^.;]{0,60}?\b(?:are|is|have|has|can|allow|enable|provide)\b_(?!been\b|shown\b"
        r"|available\b)",
    ),
    # previous SEM studies
    (
        "earlier work",
        "previous|earlier|prior|past|recent|former|existing|numerous|many|other",
        r"<>_(?:\w+_){0,4}",
        rf"[^.;]{{0,40}}?\b{STUDIES}\b",
    ),
    # the article "EBSD of olivine …"
    ("a title", TITLES, "<>" + QUOTED, CLOSED),
    # Author, A. B.: EBSD of olivine, Journal 12 (3), 2010
    (
        "a reference",
        ",",
        r"[A-Z][\w'’-]+,_?(?:[A-Z]\.[\s-]?){1,3}[^;]{0,200}",
        r"[^;]{0,200}?(?:\d+_?\(\d+\)|\bpp?\.|\bdoi\b|\(\d{4}\))",
    ),
)

CAPITALS = (
    # Bachmann, F., Hielscher, R. and Schaeben, H. Grain detection from 3d EBSD data.
    (
        "a reference",
        ",",
        r"(?:[A-Z][\w'’-]+,_(?:[A-Z]\.[\s-]?){1,3},?_?(?:and_|&_)?){2,}[^;]{0,200}",
    ),
    # Grema et al. (2021) integrate scanning electron microscopy
    ("earlier work", BY_AUTHORS, rf"{AUTHORS}_(?:\w+_)?{FOUND}\b[^.;]{{0,120}}"),
)
"""As `BEFORE`; capitals are capitals here."""

NO_DATA = (
    # it contains references only; no sample was analysed by us
    "no_new|no_own|no_measurement|no_data|references_only|no_sample",
    r"\bno_(?:new|own)_(?:measurements?|data)\b|\bno_measurement_was_made\b"
    r"|\bcontains?_no_data\b|\bcontains?_references_only\b"
    r"|\bno_sample_was_(?:analy[sz]ed|used)\b",
)
