-- PolicyIngest database: who does what by when, and how much, taken out of Chinese policy documents.
--
-- This file is the only definition of the database; the program carries it inside and runs it on a new file.
--
-- How to read it
--   * Places. start_cp and length_cp are counted in Unicode code points (字符) from the start of documents.text, so that
--         substr(documents.text, start_cp + 1, length_cp)
--     gives the very words. Every fact keeps them in raw as well, and the rule that found it in rule_id.
--   * Words. The text of a document stands once, in text_pieces. What is cut out of it (documents.text, paragraphs.text, tasks.content, raw …) is a column like any other:
--     documents, paragraphs, table_cells, tasks and findings are views, each over a table of its columns without such words, stored_documents, stored_paragraphs ….
--   * Keys. document_id numbers the documents from 1. A key of anything inside a document is
--     document_id * 1000000 + its number in the document: task 12000003 is the third task of document 12.
--   * Dates are ISO text (2021-12-31): they sort and compare as text and work with SQLite's date functions.
--   * Yes/no columns (is_…, restates) hold 1 or 0.
--   * A column that may be empty (NULL) says when.
--   * Facts are not to be changed by SQL: the next import of a document writes its rows anew, and the change is gone without a word. What is wrong is put
--     right by "policy-ingest correct", "policy-ingest review" or a workbook ("policy-ingest export --to-correct"); corrections stand in a table of their
--     own, apart from what the rules said, and are applied again by every import. Views say what was corrected (v_correction), facts where they come from (origin).

-- One row: the program's run of an import (导入批次).
CREATE TABLE import_runs (
    run_id          INTEGER PRIMARY KEY,                   -- number of the run, from 1
    started_at      TEXT NOT NULL,                         -- when it began, UTC, ISO with seconds
    finished_at     TEXT,                                  -- when it ended, UTC; NULL while it runs or where it was killed
    outcome         TEXT NOT NULL DEFAULT 'running'        -- running (or killed), finished, cancelled (Ctrl-C), failed
                    CHECK (outcome IN ('running', 'finished', 'cancelled', 'failed')),
    program_version TEXT NOT NULL,                         -- version of PolicyIngest
    rule_set        TEXT NOT NULL,                         -- hash of the readers, rules and word lists in force
    imported        INTEGER NOT NULL DEFAULT 0,            -- files read and stored for the first time
    replaced        INTEGER NOT NULL DEFAULT 0,            -- files whose former version was replaced
    unchanged       INTEGER NOT NULL DEFAULT 0,            -- files that were stored already
    skipped         INTEGER NOT NULL DEFAULT 0,            -- files left out on purpose
    failed          INTEGER NOT NULL DEFAULT 0,            -- files that could not be used
    pruned          INTEGER NOT NULL DEFAULT 0             -- files dropped because they are gone from the folder
) STRICT;

-- One row: a document's content (文件内容). The same bytes under two paths are one document.
CREATE TABLE stored_documents (
    document_id     INTEGER PRIMARY KEY CHECK (document_id > 0), -- number of the document, from 1
    sha256          TEXT NOT NULL UNIQUE,                  -- SHA-256 of the file's bytes, 64 hexadecimal digits
    format          TEXT NOT NULL,                         -- format by content: txt, html, docx, pdf, xlsx; doc+docx for a converted file
    encoding        TEXT,                                  -- character encoding that was used; NULL where the format has none
    size_bytes      INTEGER NOT NULL,                      -- size of the file in bytes
    status          TEXT NOT NULL                          -- imported, or partial where something was cut, dropped or unreadable
                    CHECK (status IN ('imported', 'partial')),
    rule_set        TEXT NOT NULL,                         -- hash of the rules that extracted it (import_runs.rule_set)
    length_cp       INTEGER NOT NULL,                      -- length of text in code points
    text_hash       TEXT                                   -- hash of the text without white space and width, the same in another format; NULL for short texts
) STRICT;
CREATE INDEX documents_text ON stored_documents (text_hash) WHERE text_hash IS NOT NULL;
CREATE TRIGGER stored_documents_gone AFTER DELETE ON stored_documents BEGIN DELETE FROM text_pieces WHERE piece_id BETWEEN old.document_id * 1000000 AND old.document_id * 1000000 + 999999; END;

-- One row: the same, with all its text.
CREATE VIEW documents AS
SELECT *,
    (SELECT group_concat(text, '') FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN document_id * 1000000 AND document_id * 1000000 + 999999 ORDER BY piece_id)) AS text -- all text in reading order; every place points into it
FROM stored_documents;

-- One row: 256 code points of a document's text (正文), so few that a place in it is soon counted out; the last of a document are fewer, and may be none.
CREATE TABLE text_pieces (
    piece_id        INTEGER PRIMARY KEY,                   -- document_id * 1000000 + its number in the document, from 0
    text            TEXT NOT NULL                          -- the piece
) STRICT;

-- One row: a file that an import looked at (来源文件), by its path.
CREATE TABLE files (
    file_id         INTEGER PRIMARY KEY,                   -- number of the file, from 1
    path            TEXT NOT NULL UNIQUE,                  -- absolute path with /; a member of an archive is archive.zip!/member
    name            TEXT NOT NULL,                         -- last part of the path
    size_bytes      INTEGER,                               -- size in bytes; NULL where it could not be told
    modified_at     TEXT,                                  -- time of last change, UTC; NULL where it could not be told
    sha256          TEXT,                                  -- SHA-256 of the bytes last read; NULL where they could not be read
    status          TEXT NOT NULL                          -- how the file fared last: a closed set
                    CHECK (status IN ('imported', 'partial', 'skipped', 'encrypted', 'malformed', 'unsupported',
                                      'resource_limit', 'timeout', 'crash', 'io')),
    code            TEXT,                                  -- stable name of the reason, such as empty-file; NULL where all went well
    reason          TEXT,                                  -- the reason in one sentence; NULL where all went well
    document_id     INTEGER REFERENCES stored_documents DEFERRABLE INITIALLY DEFERRED, -- its stored content, after a failure the former version; NULL where there is none, and for an archive
    rule_set        TEXT NOT NULL,                         -- hash of the rules when it was last tried
    given           TEXT,                                  -- what was given of it from outside by import --meta, JSON; NULL where nothing was
    run_id          INTEGER NOT NULL REFERENCES import_runs -- the run that last read it
) STRICT;
CREATE INDEX files_document ON files (document_id, path);
CREATE INDEX files_name ON files (name);
CREATE INDEX files_run ON files (run_id);

-- One row: a paragraph (段落), understood by a rule or not.
CREATE TABLE stored_paragraphs (
    paragraph_id    INTEGER PRIMARY KEY,                   -- document_id * 1000000 + block_no
    document_id     INTEGER NOT NULL REFERENCES stored_documents ON DELETE CASCADE, -- its document
    block_no        INTEGER NOT NULL,                      -- place among the document's paragraphs and tables, from 1
    role            TEXT NOT NULL                          -- body, or what else it is for on the page
                    CHECK (role IN ('body', 'header', 'footer', 'pagenumber', 'contents', 'note', 'comment', 'metadata', 'chrome')),
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL,                      -- length in code points
    label_start_cp  INTEGER,                               -- place of a number that the word processor made; NULL where it made none
    label_length_cp INTEGER,                               -- length of that number; NULL where there is none
    outline_level   INTEGER,                               -- heading level that the format states, from 1; NULL where it states none
    style           TEXT,                                  -- name of the paragraph style; NULL where the format has none
    is_centered     INTEGER NOT NULL CHECK (is_centered IN (0, 1)), -- whether it is centred, as titles are
    line            INTEGER,                               -- line in a text file, from 1; NULL in other formats
    page            INTEGER,                               -- page in a paged file, from 1; NULL where the format has no pages
    sheet           TEXT                                   -- sheet of a workbook; NULL in other formats
) STRICT;
CREATE INDEX paragraphs_document ON stored_paragraphs (document_id);

-- One row: the same, with its words.
CREATE VIEW paragraphs AS
SELECT *,
    (SELECT substr(group_concat(text, ''), (start_cp & 255) + 1, length_cp) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN document_id * 1000000 + (start_cp >> 8) AND document_id * 1000000 + ((start_cp + length_cp) >> 8) ORDER BY piece_id)) AS text -- the paragraph, its number included
FROM stored_paragraphs;

-- One row: a table (表格).
CREATE TABLE tables (
    table_id        INTEGER PRIMARY KEY,                   -- document_id * 1000000 + block_no
    document_id     INTEGER NOT NULL REFERENCES stored_documents ON DELETE CASCADE, -- its document
    block_no        INTEGER NOT NULL,                      -- place among the document's paragraphs and tables, from 1
    role            TEXT NOT NULL                          -- body, or what else it is for on the page
                    CHECK (role IN ('body', 'header', 'footer', 'pagenumber', 'contents', 'note', 'comment', 'metadata', 'chrome')),
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL,                      -- length in code points
    row_count       INTEGER NOT NULL CHECK (row_count > 0), -- rows of the grid
    column_count    INTEGER NOT NULL CHECK (column_count > 0), -- columns of the grid
    head_rows       INTEGER NOT NULL,                      -- head rows that the format declares; 0 where it declares none
    line            INTEGER,                               -- line in a text file, from 1; NULL in other formats
    page            INTEGER,                               -- page in a paged file, from 1; NULL where the format has no pages
    sheet           TEXT                                   -- sheet of a workbook; NULL in other formats
) STRICT;
CREATE INDEX tables_document ON tables (document_id);

-- One row: a cell of a table (单元格). Each position of the grid is covered by exactly one cell.
CREATE TABLE stored_table_cells (
    table_id        INTEGER NOT NULL REFERENCES tables ON DELETE CASCADE, -- its table
    row_no          INTEGER NOT NULL,                      -- row of its upper left corner, from 1
    column_no       INTEGER NOT NULL,                      -- column of its upper left corner, from 1
    row_span        INTEGER NOT NULL CHECK (row_span > 0), -- rows covered; more than 1 for a merged cell
    column_span     INTEGER NOT NULL CHECK (column_span > 0), -- columns covered; more than 1 for a merged cell
    page            INTEGER,                               -- page of the cell's row, from 1; NULL where the format has no pages
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL,                      -- length in code points; 0 for an empty cell
    PRIMARY KEY (table_id, row_no, column_no)
) STRICT, WITHOUT ROWID;

-- One row: the same, with its words.
CREATE VIEW table_cells AS
SELECT *,
    (SELECT substr(group_concat(text, ''), (start_cp & 255) + 1, length_cp) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN table_id - table_id % 1000000 + (start_cp >> 8) AND table_id - table_id % 1000000 + ((start_cp + length_cp) >> 8) ORDER BY piece_id)) AS text -- the cell's text, its paragraphs parted by line breaks
FROM stored_table_cells;

-- One row: a field that the source names about itself, such as 发文字号 on a government page, or that was given from outside by import --meta (元数据).
CREATE TABLE document_fields (
    field_id        INTEGER PRIMARY KEY,                   -- document_id * 1000000 + its number
    document_id     INTEGER NOT NULL REFERENCES stored_documents ON DELETE CASCADE, -- its document
    name            TEXT NOT NULL,                         -- the field's name as written: 发文字号, 发文机关, 成文日期 …
    start_cp        INTEGER,                               -- first code point of the value in documents.text, from 0; NULL where it was given from outside
    length_cp       INTEGER,                               -- length of the value in code points; NULL where it was given from outside
    value           TEXT NOT NULL                          -- the value as written
) STRICT;
CREATE INDEX document_fields_document ON document_fields (document_id);

-- One row: a plan (方案、计划、规划), a text with a title and a numbering of its own. A file may hold several.
CREATE TABLE plans (
    plan_id         INTEGER PRIMARY KEY,                   -- document_id * 1000000 + plan_no
    document_id     INTEGER NOT NULL REFERENCES stored_documents ON DELETE CASCADE, -- its document
    plan_no         INTEGER NOT NULL,                      -- place among the document's plans, from 1
    kind            TEXT NOT NULL                          -- what kind of text it is (文种): a plan of action unless title or form say otherwise; docs/kinds.md has the rule for each
                    CHECK (kind IN ('plan', 'measures', 'opinion', 'division', 'assessment', 'notice', 'rulebook', 'law', 'standard', 'guide', 'report', 'reply', 'personnel', 'interpretation', 'holiday')),
    title           TEXT,                                  -- the whole title, line breaks and inner spaces removed; NULL where there is none
    doc_number      TEXT,                                  -- document number (文号); NULL where there is none
    issuer          TEXT,                                  -- issuing organ (发文机关); NULL where there is none
    issued_on       TEXT CHECK (issued_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- date of issue (成文日期); NULL where there is none
    title_key       TEXT,                                  -- the title in the form by which citations and versions find it: without issuer, 关于, 印发…的通知, marks and spaces; NULL where there is none or it is too short
    period_first    INTEGER,                               -- first year covered; NULL where the plan states no period
    period_last     INTEGER CHECK (period_last >= period_first), -- last year covered; NULL where the plan states no period
    region          TEXT,                                  -- place with whose name the issuer or the title begins: 云岭市青川县, 全国 for organs of the state; NULL where neither names one
    province        TEXT,                                  -- full name of the province by the register of places; NULL where it is not known, and for organs of the state
    city            TEXT,                                  -- full name of the prefecture or city of that rank; NULL for a province's own, for municipalities and what is not known
    county          TEXT,                                  -- full name of the county or district; NULL for what is wider or not known
    place_code      TEXT CHECK (place_code GLOB '[0-9][0-9][0-9][0-9][0-9][0-9]'), -- code after GB/T 2260 of the narrowest place known; NULL for the state and what is in no register
    level           TEXT CHECK (level IN ('state', 'province', 'city', 'county', 'town', 'zone')), -- rank of the issuer (层级): 国家, 省, 市, 县, 乡镇, 园区; NULL where neither name nor place tells it
    place_source    TEXT                                   -- by what the place is known: issuer, title, doc number, units, another plan of the document, its text, or given from outside; NULL where it is not
                    CHECK (place_source IN ('issuer', 'title', 'number', 'units', 'document', 'text', 'given')),
    year            INTEGER,                               -- year of issued_on, else period_first; NULL where there is neither
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL                       -- length in code points, annexes included
) STRICT;
CREATE INDEX plans_document ON plans (document_id);
CREATE INDEX plans_year ON plans (year);
CREATE INDEX plans_issuer ON plans (issuer);
CREATE INDEX plans_place ON plans (place_code);
CREATE INDEX plans_province ON plans (province, year) WHERE province IS NOT NULL;
CREATE INDEX plans_number ON plans (doc_number) WHERE doc_number IS NOT NULL;
CREATE INDEX plans_title_key ON plans (title_key) WHERE title_key IS NOT NULL;

-- One row: where a plan's title, document number, issuer or date stands (依据).
CREATE TABLE plan_evidence (
    plan_id         INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE, -- its plan
    field           TEXT NOT NULL                          -- the column of plans that it is about
                    CHECK (field IN ('title', 'doc_number', 'issuer', 'issued_on')),
    rule_id         TEXT NOT NULL,                         -- the rule that found it
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL,                      -- length in code points
    raw             TEXT NOT NULL,                         -- the words at that place
    origin          TEXT NOT NULL DEFAULT 'rule' CHECK (origin IN ('rule', 'person')), -- rule as the rule found it, person where a person added or changed it
    is_checked      INTEGER NOT NULL DEFAULT 0 CHECK (is_checked IN (0, 1)), -- whether a person has looked at it: added, changed or confirmed it
    PRIMARY KEY (plan_id, field)
) STRICT, WITHOUT ROWID;

-- One row: a heading or numbered item of a plan's outline (提纲).
CREATE TABLE outline_nodes (
    node_id         INTEGER PRIMARY KEY,                   -- document_id * 1000000 + its number in the document
    plan_id         INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE, -- its plan
    node_no         INTEGER NOT NULL,                      -- place among the plan's nodes, from 1
    parent_id       INTEGER REFERENCES outline_nodes DEFERRABLE INITIALLY DEFERRED, -- the node above it; NULL at the top
    level           INTEGER NOT NULL CHECK (level > 0),    -- depth, from 1
    label           TEXT NOT NULL,                         -- the number, normalised: 一, (一), 1, 第一章, 附件1
    heading         TEXT,                                  -- the heading without number and closing full stop; NULL where the item has none
    section         TEXT NOT NULL                          -- what this part of the plan is for
                    CHECK (section IN ('preamble', 'background', 'principles', 'goals', 'tasks', 'safeguards', 'annex')),
    label_start_cp  INTEGER NOT NULL,                      -- place of the number as written
    label_length_cp INTEGER NOT NULL,                      -- length of the number as written
    heading_start_cp INTEGER,                              -- place of the heading as written; NULL where there is none
    heading_length_cp INTEGER,                             -- length of the heading as written; NULL where there is none
    body_cp         TEXT NOT NULL CHECK (json_valid(body_cp)), -- places of the node's own text: JSON [[start, length], …] in code points
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL                       -- length in code points, to the end of its last child
) STRICT;
CREATE INDEX outline_nodes_plan ON outline_nodes (plan_id);
CREATE INDEX outline_nodes_parent ON outline_nodes (parent_id) WHERE parent_id IS NOT NULL;

-- One row: a task (任务), a numbered item or a table's row that says what is to be done.
CREATE TABLE stored_tasks (
    task_id         INTEGER PRIMARY KEY,                   -- document_id * 1000000 + its number in the document
    plan_id         INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE, -- its plan
    node_id         INTEGER REFERENCES outline_nodes DEFERRABLE INITIALLY DEFERRED, -- its outline node; NULL for a table's row
    path            TEXT NOT NULL,                         -- labels from the plan down to the item, readable: 二/(一)/1
    path_json       TEXT NOT NULL CHECK (json_valid(path_json)), -- the same labels as JSON: ["二","(一)","1"]
    part            INTEGER NOT NULL CHECK (part > 0),     -- 1, 2, 3 … where one item holds several segments, else 1
    kind            TEXT NOT NULL CHECK (kind IN ('task', 'safeguard', 'project')), -- task (任务), safeguard (保障措施) or project (项目)
    restates        INTEGER NOT NULL CHECK (restates IN (0, 1)), -- 1 where a table's row only repeats a task of the body; leave these out of counts
    headings        TEXT,                                  -- headings above the item, from the plan down: 重点任务 / 治理扬尘; a level without heading stands as its number; NULL at the top
    title           TEXT,                                  -- the heading without number and full stop; NULL where the item has none
    joined_content  TEXT,                                  -- stored: content where it is no single stretch of the document's text, else NULL
    content_start_cp INTEGER,                              -- stored: first code point of content in documents.text; NULL where joined_content has it
    content_length_cp INTEGER,                             -- stored: its length; NULL where joined_content has it
    starts          TEXT,                                  -- first day: the first of deadlines.starts; NULL where there is none
    first_due       TEXT,                                  -- where several days bound parts of it, the first of them (of deadlines.due); NULL where there is none
    due             TEXT,                                  -- last day in time for all of it: the last of deadlines.due; NULL where there is none
    passages_cp     TEXT NOT NULL CHECK (json_valid(passages_cp)), -- places of that text: JSON [[start, length], …] in code points
    rule_id         TEXT NOT NULL,                         -- the rule that found it
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL,                      -- length in code points, from the number to the last clause
    origin          TEXT NOT NULL DEFAULT 'rule' CHECK (origin IN ('rule', 'person')), -- rule as the rule found it, person where a person added or changed it
    is_checked      INTEGER NOT NULL DEFAULT 0 CHECK (is_checked IN (0, 1)), -- whether a person has looked at it: added, changed or confirmed it
    confidence      TEXT NOT NULL DEFAULT 'high' CHECK (confidence IN ('high', 'medium', 'low')), -- how far it can be trusted without a look (可信度)
    confidence_reasons TEXT                                -- codes of what speaks against it, parted by spaces: see docs/audit.md; NULL for nothing
) STRICT;
CREATE INDEX tasks_plan ON stored_tasks (plan_id, restates);
CREATE INDEX tasks_due ON stored_tasks (due) WHERE due IS NOT NULL;
CREATE INDEX tasks_node ON stored_tasks (node_id) WHERE node_id IS NOT NULL;

-- One row: the same, with its words.
CREATE VIEW tasks AS
SELECT task_id, plan_id, node_id, path, path_json, part, kind, restates, headings, title, starts, first_due, due, passages_cp, rule_id, start_cp, length_cp, origin, is_checked, confidence, confidence_reasons,
    coalesce(joined_content, (SELECT substr(group_concat(text, ''), (content_start_cp & 255) + 1, content_length_cp) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN task_id - task_id % 1000000 + (content_start_cp >> 8) AND task_id - task_id % 1000000 + ((content_start_cp + content_length_cp) >> 8) ORDER BY piece_id))) AS content, -- the text without number, title and responsibility clause
    (SELECT substr(group_concat(text, ''), (start_cp & 255) + 1, length_cp) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN task_id - task_id % 1000000 + (start_cp >> 8) AND task_id - task_id % 1000000 + ((start_cp + length_cp) >> 8) ORDER BY piece_id)) AS raw -- the words at that place
FROM stored_tasks;

-- One row: an organ's name as it stands in assignments (单位), the same across all documents.
CREATE TABLE units (
    name            TEXT PRIMARY KEY,                      -- the name as it would stand alone, its prefix carried over: 市工信局
    canonical       TEXT NOT NULL,                         -- one form for all of an organ's names: 发改委, 市发改委 and 市发展改革委 are 发展和改革委员会
    level           TEXT CHECK (level IN ('state', 'province', 'city', 'county', 'town')), -- rank that the name shows; NULL where it shows none
    is_group        INTEGER NOT NULL CHECK (is_group IN (0, 1)) -- 1 for a name that means several: 各县（市、区）人民政府
) STRICT, WITHOUT ROWID;
CREATE INDEX units_canonical ON units (canonical);

-- One row: an organ's part in a task (责任分工).
CREATE TABLE assignments (
    assignment_id   INTEGER PRIMARY KEY,                   -- document_id * 1000000 + its number in the document
    task_id         INTEGER NOT NULL REFERENCES stored_tasks ON DELETE CASCADE, -- its task
    role            TEXT NOT NULL                          -- lead (牵头), support (配合), implement (落实), responsible (负责), supervise (监管)
                    CHECK (role IN ('lead', 'support', 'implement', 'responsible', 'supervise')),
    unit            TEXT NOT NULL REFERENCES units,        -- the organ, as in units.name
    label           TEXT NOT NULL,                         -- the words that give the role, as written: 牵头单位, 按职责分工负责
    scope           TEXT,                                  -- what the organ is in charge of, where the clause says so; else NULL
    rule_id         TEXT NOT NULL,                         -- the rule that found it
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL,                      -- length in code points
    raw             TEXT NOT NULL,                         -- the organ's name as written
    origin          TEXT NOT NULL DEFAULT 'rule' CHECK (origin IN ('rule', 'person')), -- rule as the rule found it, person where a person added or changed it
    is_checked      INTEGER NOT NULL DEFAULT 0 CHECK (is_checked IN (0, 1)), -- whether a person has looked at it: added, changed or confirmed it
    confidence      TEXT NOT NULL DEFAULT 'high' CHECK (confidence IN ('high', 'medium', 'low')), -- how far it can be trusted without a look (可信度)
    confidence_reasons TEXT                                -- codes of what speaks against it, parted by spaces: see docs/audit.md; NULL for nothing
) STRICT;
CREATE INDEX assignments_task ON assignments (task_id);
CREATE INDEX assignments_unit ON assignments (unit, role, task_id);

-- One row: a time that bounds a task (完成时限).
CREATE TABLE deadlines (
    deadline_id     INTEGER PRIMARY KEY,                   -- document_id * 1000000 + its number in the document
    task_id         INTEGER NOT NULL REFERENCES stored_tasks ON DELETE CASCADE, -- its task
    kind            TEXT NOT NULL                          -- by (…前), from (…起), during (in a month), recurring (每月), ongoing (持续推进)
                    CHECK (kind IN ('by', 'from', 'during', 'recurring', 'ongoing')),
    starts          TEXT CHECK (starts GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- first day; NULL where there is none
    due             TEXT CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'), -- last day still in time; NULL where it can't be told
    source          TEXT NOT NULL CHECK (source IN ('label', 'text')), -- label: a 完成时限 line, clause or column; text: the task's own text
    rule_id         TEXT NOT NULL,                         -- the rule that found it
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL,                      -- length in code points
    raw             TEXT NOT NULL,                         -- the words at that place
    origin          TEXT NOT NULL DEFAULT 'rule' CHECK (origin IN ('rule', 'person')), -- rule as the rule found it, person where a person added or changed it
    is_checked      INTEGER NOT NULL DEFAULT 0 CHECK (is_checked IN (0, 1)), -- whether a person has looked at it: added, changed or confirmed it
    confidence      TEXT NOT NULL DEFAULT 'high' CHECK (confidence IN ('high', 'medium', 'low')), -- how far it can be trusted without a look (可信度)
    confidence_reasons TEXT                                -- codes of what speaks against it, parted by spaces: see docs/audit.md; NULL for nothing
) STRICT;
CREATE INDEX deadlines_task ON deadlines (task_id);
CREATE INDEX deadlines_due ON deadlines (due) WHERE due IS NOT NULL;

-- One row: a number that a plan commits somebody to (量化指标).
CREATE TABLE targets (
    target_id       INTEGER PRIMARY KEY,                   -- document_id * 1000000 + its number in the document
    plan_id         INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE, -- its plan
    task_id         INTEGER REFERENCES stored_tasks DEFERRABLE INITIALLY DEFERRED, -- its task; NULL for a goal outside tasks
    path            TEXT NOT NULL,                         -- labels of its task or section, readable: 一/(二)
    path_json       TEXT NOT NULL CHECK (json_valid(path_json)), -- the same labels as JSON
    part            INTEGER NOT NULL CHECK (part > 0),     -- the task's part; 1 for a goal
    indicator       TEXT NOT NULL,                         -- what is measured, in the shortest wording that names it: PM2.5年均浓度
    op              TEXT NOT NULL                          -- ge (at least), le (at most), increase or decrease (by), eq (exactly)
                    CHECK (op IN ('ge', 'le', 'increase', 'decrease', 'eq')),
    value           REAL NOT NULL,                         -- the number; 万 and 亿 stay in measure
    indicator_norm  TEXT NOT NULL,                         -- the indicator without place, in one spelling and order: PM2.5年均浓度
    target_place    TEXT,                                  -- the place that the indicator itself names: 利通区; NULL where it names none, and the plan's place is meant
    dimension       TEXT,                                  -- what is measured: area, mass/volume, money, share, points (个百分点), count; NULL without a unit of measure or for one of no list
    value_norm      REAL NOT NULL,                         -- the number in measure_norm
    measure_norm    TEXT,                                  -- the unit of measure that stands for its like: 亩 for 万亩 and 公顷, 元 for 亿元, 微克/立方米 for μg/m³; NULL without one
    measure         TEXT,                                  -- unit of measure as written: %, 微克/立方米, 万亩; NULL where there is none
    target_year     INTEGER,                               -- the year by whose end it holds; NULL where it can't be told
    base_year       INTEGER,                               -- the year compared with; NULL where none is written
    rule_id         TEXT NOT NULL,                         -- the rule that found it
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL,                      -- length in code points
    raw             TEXT NOT NULL,                         -- the words at that place
    origin          TEXT NOT NULL DEFAULT 'rule' CHECK (origin IN ('rule', 'person')), -- rule as the rule found it, person where a person added or changed it
    is_checked      INTEGER NOT NULL DEFAULT 0 CHECK (is_checked IN (0, 1)), -- whether a person has looked at it: added, changed or confirmed it
    confidence      TEXT NOT NULL DEFAULT 'high' CHECK (confidence IN ('high', 'medium', 'low')), -- how far it can be trusted without a look (可信度)
    confidence_reasons TEXT                                -- codes of what speaks against it, parted by spaces: see docs/audit.md; NULL for nothing
) STRICT;
CREATE INDEX targets_plan ON targets (plan_id);
CREATE INDEX targets_year ON targets (target_year) WHERE target_year IS NOT NULL;
CREATE INDEX targets_indicator ON targets (indicator_norm, target_year);
CREATE INDEX targets_task ON targets (task_id) WHERE task_id IS NOT NULL;

-- One row: a place where a document names another one (引用).
CREATE TABLE citations (
    citation_id     INTEGER PRIMARY KEY,                   -- document_id * 1000000 + its number in the document
    document_id     INTEGER NOT NULL REFERENCES stored_documents ON DELETE CASCADE, -- the document that cites
    plan_id         INTEGER REFERENCES plans ON DELETE CASCADE, -- the plan in which it stands; NULL for none
    kind            TEXT NOT NULL                          -- why: basis (根据, 依据, 按照), implements (贯彻, 落实, 印发), changes (修订), ends (废止), mentions (any other)
                    CHECK (kind IN ('basis', 'implements', 'changes', 'ends', 'mentions')),
    cited_title     TEXT,                                  -- the title as in 《》, or a short name (“十四五”规划); NULL where only a number stands
    cited_number    TEXT,                                  -- the document number in its usual form; NULL where none stands
    title_key       TEXT,                                  -- the title as in plans.title_key; NULL where there is none or it is too short
    rule_id         TEXT NOT NULL,                         -- the rule that found it
    start_cp        INTEGER NOT NULL,                      -- first code point in documents.text, from 0
    length_cp       INTEGER NOT NULL,                      -- length in code points
    raw             TEXT NOT NULL,                         -- the words at that place
    origin          TEXT NOT NULL DEFAULT 'rule' CHECK (origin IN ('rule', 'person')), -- rule as the rule found it, person where a person added or changed it
    is_checked      INTEGER NOT NULL DEFAULT 0 CHECK (is_checked IN (0, 1)) -- whether a person has looked at it: added, changed or confirmed it
) STRICT;
CREATE INDEX citations_document ON citations (document_id);
CREATE INDEX citations_plan ON citations (plan_id);
CREATE INDEX citations_number ON citations (cited_number) WHERE cited_number IS NOT NULL;
CREATE INDEX citations_title_key ON citations (title_key, cited_number) WHERE title_key IS NOT NULL;

-- One row: something that a person should know about a document (提示). Files that failed are in files.
CREATE TABLE diagnostics (
    diagnostic_id   INTEGER PRIMARY KEY,                   -- document_id * 1000000 + its number in the document
    document_id     INTEGER NOT NULL REFERENCES stored_documents ON DELETE CASCADE, -- its document
    stage           TEXT NOT NULL CHECK (stage IN ('reader', 'rules')), -- who noticed it: the reader of the format, or the outline and rules
    severity        TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')), -- how much it matters
    code            TEXT NOT NULL,                         -- stable name, such as encoding-guessed
    message         TEXT NOT NULL,                         -- what is wrong and what to do, in one sentence
    start_cp        INTEGER,                               -- the place it is about; NULL for the whole document
    length_cp       INTEGER                                -- length of that place in code points; NULL for the whole document
) STRICT;
CREATE INDEX diagnostics_document ON diagnostics (document_id);

-- One row: something that a person should look at (待核查), since no rule understood it or it looks odd; the codes stand in docs/audit.md.
CREATE TABLE stored_findings (
    finding_id      INTEGER PRIMARY KEY,                   -- document_id * 1000000 + ordinal
    document_id     INTEGER NOT NULL REFERENCES stored_documents ON DELETE CASCADE, -- its document
    ordinal         INTEGER NOT NULL,                      -- place among the document's findings, from 1; in the text's order
    code            TEXT NOT NULL,                         -- stable name, such as unused-role
    severity        TEXT NOT NULL CHECK (severity IN ('info', 'doubt', 'alarm')), -- how much hangs on it
    plan_id         INTEGER REFERENCES plans ON DELETE CASCADE, -- the plan in which it stands; NULL for none
    start_cp        INTEGER,                               -- the place it is about: first code point in documents.text, from 0; NULL for the whole document
    length_cp       INTEGER,                               -- length of that place in code points; NULL for the whole document
    message         TEXT NOT NULL                          -- what to look at, in one sentence
) STRICT;
CREATE INDEX findings_document ON stored_findings (document_id);
CREATE INDEX findings_plan ON stored_findings (plan_id);

-- One row: the same, with its words.
CREATE VIEW findings AS
SELECT *,
    (SELECT substr(group_concat(text, ''), (start_cp & 255) + 1, length_cp) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN document_id * 1000000 + (start_cp >> 8) AND document_id * 1000000 + ((start_cp + length_cp) >> 8) ORDER BY piece_id)) AS raw -- the words at that place; NULL for the whole document
FROM stored_findings;

-- Written by the program alone, which keeps the facts in step.
-- One row: what a person put right in a document (更正), tied to the document's content and the words at its place. An import applies it after the rules; where its document is gone it waits.
CREATE TABLE corrections (
    correction_id   TEXT PRIMARY KEY,                      -- stable and unique; in the order of their ids they were made and are applied
    sha256          TEXT NOT NULL,                         -- the document's content (documents.sha256), which need not be stored
    document_name   TEXT NOT NULL,                         -- name of its file when it was made, a hint for people
    carried_from    TEXT,                                  -- sha256 of the former version for which it was made; NULL where it was made for this one
    action          TEXT NOT NULL                          -- add, change, drop, confirm (looked at, right), finish (the whole document was looked at)
                    CHECK (action IN ('add', 'change', 'drop', 'confirm', 'finish')),
    subject         TEXT NOT NULL                          -- what it is about
                    CHECK (subject IN ('assignment', 'deadline', 'target', 'task', 'plan', 'finding', 'document')),
    plan_no         INTEGER,                               -- the plan's number in the document when it was made, a hint; NULL for none
    path_json       TEXT NOT NULL CHECK (json_valid(path_json)), -- labels of the task or section when it was made, a hint: JSON ["二","(一)"]
    part            INTEGER NOT NULL,                      -- the task's part when it was made, from 1; 0 for none
    item            TEXT NOT NULL,                         -- first words of the task, or of the plan; empty for none
    start_cp        INTEGER NOT NULL,                      -- place: first code point in documents.text when it was made, from 0
    length_cp       INTEGER NOT NULL,                      -- place: length in code points; 0 for the whole document
    words           TEXT NOT NULL,                         -- the words at the place, by which it is found again
    before          TEXT NOT NULL,                         -- up to 20 characters before them
    after           TEXT NOT NULL,                         -- up to 20 characters behind them
    was             TEXT NOT NULL CHECK (json_valid(was)), -- the fact's fields as they were, and the rule that found it: JSON object; empty for what was added
    now             TEXT NOT NULL CHECK (json_valid(now)), -- the new values: JSON object; empty for drop, confirm and finish
    made_by         TEXT NOT NULL,                         -- who made it
    made_at         TEXT NOT NULL,                         -- when, UTC, ISO with seconds
    why             TEXT NOT NULL,                         -- why; empty where nothing was said
    state           TEXT NOT NULL                          -- applied; lost: its place is gone or reads otherwise now; undone; waiting: its document is not stored
                    CHECK (state IN ('applied', 'lost', 'undone', 'waiting')),
    reason          TEXT                                   -- why it is lost, in one sentence; NULL in any other state
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_document ON corrections (sha256, correction_id);

-- One row: a document that has or had corrections.
CREATE TABLE corrected_documents (
    sha256          TEXT PRIMARY KEY,                      -- the document's content
    revision        INTEGER NOT NULL,                      -- goes up by one with each change of its corrections; whoever writes says which one he saw
    by_rules        TEXT CHECK (json_valid(by_rules))      -- what the rules alone said, JSON for the program; NULL while no correction is in force
) STRICT, WITHOUT ROWID;

-- One row: how many tasks of a plan a unit takes part in, by role; restated ones left out (单位任务数).
CREATE TABLE plan_units (
    plan_id         INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE, -- the plan
    unit            TEXT NOT NULL,                         -- the organ, by its canonical form when the document was imported
    role            TEXT NOT NULL,                         -- its part, as in assignments.role
    year            INTEGER,                               -- plans.year; NULL where the plan has none
    tasks           INTEGER NOT NULL,                      -- number of the plan's tasks in which it has this part
    PRIMARY KEY (plan_id, unit, role)
) STRICT, WITHOUT ROWID;

-- One row: how many tasks of a plan one unit leads and another supports; restated ones left out (牵头与配合).
CREATE TABLE plan_unit_pairs (
    plan_id         INTEGER NOT NULL REFERENCES plans ON DELETE CASCADE, -- the plan
    lead            TEXT NOT NULL,                         -- the organ that leads (牵头), by its canonical form when the document was imported
    support         TEXT NOT NULL,                         -- the organ that supports it (配合), by its canonical form
    year            INTEGER,                               -- plans.year; NULL where the plan has none
    tasks           INTEGER NOT NULL,                      -- number of the plan's tasks in which they have these parts
    PRIMARY KEY (plan_id, lead, support)
) STRICT, WITHOUT ROWID;

-- One row: what became of a document's characters (覆盖率). White space is not counted. A character may be in several of them, such as a deadline in a task in a table.
CREATE TABLE document_coverage (
    document_id     INTEGER PRIMARY KEY REFERENCES stored_documents ON DELETE CASCADE, -- its document
    characters      INTEGER NOT NULL,                      -- code points of the document that are no white space
    in_tasks        INTEGER NOT NULL,                      -- of these, within a task
    in_facts        INTEGER NOT NULL,                      -- within a unit, deadline or target
    in_headings     INTEGER NOT NULL,                      -- within a number or heading of the outline, a plan's title, document number, issuer or date
    in_tables       INTEGER NOT NULL,                      -- within a table
    set_apart       INTEGER NOT NULL,                      -- within what is no running text: page headers, contents, a site's navigation, notes
    unread          INTEGER NOT NULL,                      -- in none of these: running text of which nothing was made, such as the background of a plan
    confidence      TEXT NOT NULL DEFAULT 'high' CHECK (confidence IN ('high', 'medium', 'low')), -- how far it can be trusted without a look (可信度)
    confidence_reasons TEXT                                -- codes of what speaks against it, parted by spaces: see docs/audit.md; NULL for nothing
) STRICT;

-- Full-text search over all that stands in documents (全文检索). Texts are folded in it: small letters, half-width letters and digits, " for
-- all quotation marks. v_search asks both tables for one word of any length; ask it once for each word that must be there, always in this form:
--     SELECT title, content FROM v_task WHERE task_id IN (SELECT task_id FROM v_search WHERE word MATCH '超低排放')
--                                         AND task_id IN (SELECT task_id FROM v_search WHERE word MATCH '扬尘')
-- A word with anything but letters, digits and Chinese characters stands in double quotes: word MATCH '"pm2.5"'.
-- A row of these tables is a task, or what stands in a document outside its tasks' titles and contents: headings, clauses, other paragraphs, cells.
-- Rows are numbered by search_documents, one after the other, for numbers with gaps would make the index a quarter larger.

-- Words of three and more characters, in any place: search_long MATCH '超低排放'. What is no task is in content.
CREATE VIRTUAL TABLE search_long USING fts5 (content, title, content = '', tokenize = 'trigram');

-- Words of one and two characters, which trigram can't find: search_short MATCH '扬尘'. Marks belong to words, so that "pm2.5"
-- is one word, which is not there, and no phrase, which this table can't look for.
CREATE VIRTUAL TABLE search_short USING fts5 (words, content = '', detail = none, tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\]^_{|}~'");

-- One row: a document that is in the search tables and in the sums below. An import adds its documents at its end; where it was stopped, the next import or search does.
CREATE TABLE search_documents (
    document_id     INTEGER PRIMARY KEY REFERENCES stored_documents ON DELETE CASCADE, -- the document
    version         INTEGER NOT NULL,                      -- version of the folding of its texts and of what is indexed
    first_row       INTEGER UNIQUE,                        -- row of the search tables with what is outside its tasks; its third task is first_row + 3; NULL in PostgreSQL, where there are none
    last_row        INTEGER                                -- row of its last task; NULL in PostgreSQL
) STRICT;

-- One row: the sum of plan_units over all plans of a year; to sum up a million tasks at each question takes seconds.
CREATE TABLE unit_sums (
    unit            TEXT NOT NULL,                         -- the organ, by its canonical form
    role            TEXT NOT NULL,                         -- its part, as in assignments.role
    year            INTEGER,                               -- plans.year; NULL for plans without one
    tasks           INTEGER NOT NULL,                      -- number of tasks in which it has this part
    plans           INTEGER NOT NULL                       -- number of plans in which it has this part
) STRICT;
CREATE UNIQUE INDEX unit_sums_unit ON unit_sums (unit, role, coalesce(year, 0));
CREATE INDEX unit_sums_year ON unit_sums (year);

-- One row: the sum of plan_unit_pairs over all plans of a year.
CREATE TABLE unit_pair_sums (
    lead            TEXT NOT NULL,                         -- the organ that leads (牵头), by its canonical form
    support         TEXT NOT NULL,                         -- the organ that supports it (配合), by its canonical form
    year            INTEGER,                               -- plans.year; NULL for plans without one
    tasks           INTEGER NOT NULL,                      -- number of tasks in which they have these parts
    plans           INTEGER NOT NULL                       -- number of plans in which they have these parts
) STRICT;
CREATE UNIQUE INDEX unit_pair_sums_lead ON unit_pair_sums (lead, support, coalesce(year, 0));
CREATE INDEX unit_pair_sums_support ON unit_pair_sums (support);
CREATE INDEX unit_pair_sums_year ON unit_pair_sums (year);

-- One row: a word of the tasks' titles and contents (词语), cut by jieba.NET with joint terms and the terms of the lexicon policy-terms on top. Filled by the command terms.
CREATE TABLE words (
    word_id         INTEGER PRIMARY KEY,                   -- key of the word
    word            TEXT NOT NULL UNIQUE,                  -- the word, in small letters and half-width forms; two characters or more
    field           TEXT,                                  -- its field in the lexicon policy-terms; NULL for any other word
    tasks           INTEGER NOT NULL,                      -- number of tasks in which it stands, restated ones left out; 0 where they are gone
    occurrences     INTEGER NOT NULL                       -- how often it stands in them
) STRICT;

-- One row: a word in a task; restated tasks left out.
CREATE TABLE task_words (
    task_id         INTEGER NOT NULL REFERENCES stored_tasks ON DELETE CASCADE, -- the task
    word_id         INTEGER NOT NULL REFERENCES words,     -- the word
    occurrences     INTEGER NOT NULL,                      -- how often it stands in title and content
    PRIMARY KEY (task_id, word_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_words_word ON task_words (word_id, task_id, occurrences);

-- One row: a document whose words are in these tables. The command terms adds those that are missing; an import takes out what it replaces or drops.
CREATE TABLE word_documents (
    document_id     INTEGER PRIMARY KEY REFERENCES stored_documents ON DELETE CASCADE, -- the document
    version         TEXT NOT NULL                          -- what its words were cut by: rules, version of jieba.NET, hash of the lexicons
) STRICT;

-- One row: a task that comes from another one (沿革): of an organ above, of an earlier year or of a plan that its own one cites. Filled by the command lineage; three sources of each relation at most.
CREATE TABLE task_lineage (
    task_id         INTEGER NOT NULL REFERENCES stored_tasks ON DELETE CASCADE, -- the task
    source_id       INTEGER NOT NULL REFERENCES stored_tasks ON DELETE CASCADE, -- the task that it comes from
    relation        TEXT NOT NULL CHECK (relation IN ('above', 'former', 'cited')), -- above: of an organ above (上级); former: of an earlier year of the same place (往年); cited: only of a plan that its own one cites (所引文件)
    score           REAL NOT NULL CHECK (score BETWEEN 0 AND 1), -- how sure it is; from .5 on right nine times out of ten, below .3 none is kept
    shared_words    TEXT NOT NULL,                         -- the rarest words that both have, at most eight, joined by 、
    PRIMARY KEY (task_id, source_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_lineage_source ON task_lineage (source_id);

-- One row: a document that was stored when task_lineage was made. Where one is missing, the command lineage makes all of it anew.
CREATE TABLE lineage_documents (
    document_id     INTEGER PRIMARY KEY REFERENCES stored_documents ON DELETE CASCADE, -- the document
    version         TEXT NOT NULL                          -- what it was made by: rules, and what the words were cut by
) STRICT;

-- One row: a task in which a word stands; to be asked as task_id IN (SELECT task_id FROM v_search WHERE word MATCH '…').
CREATE VIEW v_search (
    task_id,               -- the task: tasks.task_id
    word                   -- for MATCH: the word that is looked for, of one character or more
) AS
SELECT (SELECT document_id * 1000000 + i.rowid - first_row FROM search_documents WHERE first_row <= i.rowid ORDER BY first_row DESC LIMIT 1), i.search_long
FROM search_long i WHERE NOT EXISTS (SELECT 1 FROM search_documents WHERE first_row = i.rowid)
UNION ALL
SELECT (SELECT document_id * 1000000 + i.rowid - first_row FROM search_documents WHERE first_row <= i.rowid ORDER BY first_row DESC LIMIT 1), i.search_short
FROM search_short i WHERE NOT EXISTS (SELECT 1 FROM search_documents WHERE first_row = i.rowid);

-- One row: the same for Datasette's search box, which asks SELECT rowid FROM v_search_box WHERE v_search_box MATCH '…'.
CREATE VIEW v_search_box (
    rowid,                 -- the task: tasks.task_id
    v_search_box           -- for MATCH: as v_search.word
) AS
SELECT task_id, word FROM v_search;

-- One row: a document in which a word stands, wherever (全文), once for each task that has it and once for the rest; words that run over the end of a task's heading or content are not found. To be asked as document_id IN (SELECT document_id FROM v_search_text WHERE word MATCH '…').
CREATE VIEW v_search_text (
    document_id,           -- number of the document: documents.document_id
    word                   -- for MATCH: the word that is looked for, of one character or more
) AS
SELECT (SELECT document_id FROM search_documents WHERE first_row <= i.rowid ORDER BY first_row DESC LIMIT 1), i.search_long FROM search_long i
UNION ALL
SELECT (SELECT document_id FROM search_documents WHERE first_row <= i.rowid ORDER BY first_row DESC LIMIT 1), i.search_short FROM search_short i;

-- One row: a passage of a document (段落、单元格、指标、任务); v_search_text finds the documents, instr(passage, '…') the passages in them.
CREATE VIEW v_passage (
    document_id,           -- number of the document: documents.document_id
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    passage_kind,          -- paragraph (headings among them), cell, target or task
    passage_key,           -- paragraphs.paragraph_id, tables.table_id, targets.target_id or tasks.task_id
    passage,               -- its text; of a target what is measured, then its words
    start_cp,              -- place: first code point in documents.text, from 0
    length_cp              -- place: length in code points
) AS
SELECT b.document_id, f.path, f.name, 'paragraph', b.paragraph_id, b.text, b.start_cp, b.length_cp
FROM paragraphs b JOIN files f ON f.document_id = b.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = b.document_id)
UNION ALL
SELECT b.document_id, f.path, f.name, 'cell', c.table_id, c.text, c.start_cp, c.length_cp
FROM tables b JOIN table_cells c USING (table_id) JOIN files f ON f.document_id = b.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = b.document_id)
UNION ALL
SELECT p.document_id, f.path, f.name, 'target', g.target_id, CAST(g.indicator || ' ' || g.raw AS TEXT), g.start_cp, g.length_cp
FROM targets g JOIN plans p USING (plan_id) JOIN files f ON f.document_id = p.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = p.document_id)
UNION ALL
SELECT p.document_id, f.path, f.name, 'task', t.task_id, CAST(coalesce(t.title || ' ', '') || t.content AS TEXT), t.start_cp, t.length_cp
FROM tasks t JOIN plans p USING (plan_id) JOIN files f ON f.document_id = p.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = p.document_id)
WHERE NOT t.restates;

-- The views below are for questions; rows that only restate a task are left out of all of them. Everything in a document carries the
-- document's columns, those of its plan and its own, under the same names in each view. The fast ways in: document_id, document,
-- document_name, year, issuer, due, and for units canonical in v_assignment; other views find a unit's tasks by v_task_unit:
--     SELECT * FROM v_task WHERE task_id IN (SELECT task_id FROM v_task_unit WHERE canonical = '生态环境局' AND role = 'lead')
-- To count tasks, v_unit and v_unit_pair have the sums ready.
-- Deadlines are compared as text: due < '2021-10-01', or due < date('now') for what is overdue by today.

-- One row: a task with all that is said of it (任务).
CREATE VIEW v_task (
    task_id,               -- key of the task: tasks.task_id
    document_id,           -- number of the document: documents.document_id
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    plan_id,               -- its plan: plans.plan_id
    plan,                  -- title of the plan; NULL where it has none
    plan_kind,             -- what kind of text it is (文种): plans.kind
    issuer,                -- issuing organ (发文机关); NULL where none is named
    region,                -- place as written, that the issuer or the title names, 全国 for organs of the state; NULL where neither names one
    province,              -- its province by the register of places (plans.province); NULL where it is not known
    city,                  -- its prefecture or city of that rank; NULL for a province's own, for municipalities and where it is not known
    county,                -- its county or district; NULL for what is wider or not known
    place_code,            -- code of its place after GB/T 2260; NULL where it is not known
    level,                 -- rank of the issuer (层级): state, province, city, county, town or zone; NULL where it is not known
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    headings,              -- headings above the task, from the plan down, joined by ' / '; NULL at the top
    label,                 -- number of the task, or of a goal's section, from the plan down: 二/(一)/1
    part,                  -- 1, 2, 3 … where one item holds several segments, else 1
    title,                 -- heading of the task; NULL where there is none
    content,               -- what is to be done, without number, title and responsibility clause
    task_kind,             -- task (任务), safeguard (保障措施) or project (项目)
    leads,                 -- units that lead the task (牵头), joined by 、; NULL where there are none
    supports,              -- units that support (配合), joined by 、; NULL where there are none
    responsible,           -- units that are responsible (负责), joined by 、; NULL where there are none
    implementers,          -- units that carry out (落实), joined by 、; NULL where there are none
    supervisors,           -- units that supervise (监管), joined by 、; NULL where there are none
    starts,                -- first day, ISO; of several the first; NULL where there is none
    first_due,             -- where several days bound parts of the task, the first of them, ISO; NULL where there is none
    due,                   -- last day in time, ISO; of several the last; NULL where there is none or it can't be told
    start_cp,              -- place: first code point in documents.text, from 0
    length_cp,             -- place: length in code points
    before,                -- up to 40 characters before the words at that place; NULL for the whole document
    after,                 -- up to 40 characters behind them; NULL for the whole document
    rule_id,               -- the rule that found it
    origin,                -- rule as the rule found it, person where a person added or changed it
    confidence,            -- how far it can be trusted without a look: high, medium or low
    confidence_reasons     -- codes of what speaks against it, parted by spaces; NULL for nothing
) AS
SELECT t.task_id, p.document_id, f.path, f.name, p.plan_id, p.title, p.kind, p.issuer, p.region, p.province, p.city, p.county, p.place_code, p.level, p.year,
    t.headings, t.path, t.part, t.title, t.content, t.kind,
    (SELECT group_concat(unit, '、') FROM (SELECT unit FROM assignments WHERE task_id = t.task_id AND role = 'lead' GROUP BY unit ORDER BY min(assignment_id))),
    (SELECT group_concat(unit, '、') FROM (SELECT unit FROM assignments WHERE task_id = t.task_id AND role = 'support' GROUP BY unit ORDER BY min(assignment_id))),
    (SELECT group_concat(unit, '、') FROM (SELECT unit FROM assignments WHERE task_id = t.task_id AND role = 'responsible' GROUP BY unit ORDER BY min(assignment_id))),
    (SELECT group_concat(unit, '、') FROM (SELECT unit FROM assignments WHERE task_id = t.task_id AND role = 'implement' GROUP BY unit ORDER BY min(assignment_id))),
    (SELECT group_concat(unit, '、') FROM (SELECT unit FROM assignments WHERE task_id = t.task_id AND role = 'supervise' GROUP BY unit ORDER BY min(assignment_id))),
    t.starts, t.first_due, t.due, t.start_cp, t.length_cp,
    (SELECT substr(group_concat(text, ''), (max(0, t.start_cp - 40) & 255) + 1, min(40, t.start_cp)) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN p.document_id * 1000000 + (max(0, t.start_cp - 40) >> 8) AND p.document_id * 1000000 + (t.start_cp >> 8) ORDER BY piece_id)),
    (SELECT substr(group_concat(text, ''), ((t.start_cp + t.length_cp) & 255) + 1, 40) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN p.document_id * 1000000 + ((t.start_cp + t.length_cp) >> 8) AND p.document_id * 1000000 + ((t.start_cp + t.length_cp + 40) >> 8) ORDER BY piece_id)),
    t.rule_id, t.origin, t.confidence, t.confidence_reasons
FROM tasks t JOIN plans p USING (plan_id) JOIN files f ON f.document_id = p.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = p.document_id)
WHERE NOT t.restates;

-- One row: a unit's part in a task (责任分工).
CREATE VIEW v_assignment (
    assignment_id,         -- key of the assignment: assignments.assignment_id
    task_id,               -- its task: tasks.task_id
    document_id,           -- number of the document: documents.document_id
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    plan_id,               -- its plan: plans.plan_id
    plan,                  -- title of the plan; NULL where it has none
    plan_kind,             -- what kind of text it is (文种): plans.kind
    issuer,                -- issuing organ (发文机关); NULL where none is named
    region,                -- place as written, that the issuer or the title names, 全国 for organs of the state; NULL where neither names one
    province,              -- its province by the register of places (plans.province); NULL where it is not known
    city,                  -- its prefecture or city of that rank; NULL for a province's own, for municipalities and where it is not known
    county,                -- its county or district; NULL for what is wider or not known
    place_code,            -- code of its place after GB/T 2260; NULL where it is not known
    level,                 -- rank of the issuer (层级): state, province, city, county, town or zone; NULL where it is not known
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    label,                 -- number of the task, or of a goal's section, from the plan down: 二/(一)/1
    title,                 -- heading of the task; NULL where there is none
    content,               -- what is to be done, without number, title and responsibility clause
    task_kind,             -- task (任务), safeguard (保障措施) or project (项目)
    role,                  -- lead (牵头), support (配合), implement (落实), responsible (负责), supervise (监管)
    unit,                  -- the organ as it would stand alone, its prefix carried over: 市生态环境局
    canonical,             -- the organ, in one form for all its names: 生态环境局
    unit_level,            -- the organ's rank, as its name shows it: state, province, city, county, town; NULL where the name shows none
    is_group,              -- 1 for a name that means several: 各县（市、区）人民政府
    scope,                 -- what the organ is in charge of, where the clause says so; else NULL
    starts,                -- first day, ISO; of several the first; NULL where there is none
    first_due,             -- where several days bound parts of the task, the first of them, ISO; NULL where there is none
    due,                   -- last day in time, ISO; of several the last; NULL where there is none or it can't be told
    start_cp,              -- place of the name: first code point in documents.text, from 0
    length_cp,             -- place: length in code points
    raw,                   -- the name as written
    before,                -- up to 40 characters before the words at that place; NULL for the whole document
    after,                 -- up to 40 characters behind them; NULL for the whole document
    rule_id,               -- the rule that found it
    origin,                -- rule as the rule found it, person where a person added or changed it
    confidence,            -- how far it can be trusted without a look: high, medium or low
    confidence_reasons     -- codes of what speaks against it, parted by spaces; NULL for nothing
) AS
SELECT a.assignment_id, t.task_id, p.document_id, f.path, f.name, p.plan_id, p.title, p.kind, p.issuer, p.region, p.province, p.city, p.county, p.place_code, p.level, p.year,
    t.path, t.title, t.content, t.kind,
    a.role, a.unit, u.canonical, u.level, u.is_group, a.scope, t.starts, t.first_due, t.due, a.start_cp, a.length_cp, a.raw,
    (SELECT substr(group_concat(text, ''), (max(0, a.start_cp - 40) & 255) + 1, min(40, a.start_cp)) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN p.document_id * 1000000 + (max(0, a.start_cp - 40) >> 8) AND p.document_id * 1000000 + (a.start_cp >> 8) ORDER BY piece_id)),
    (SELECT substr(group_concat(text, ''), ((a.start_cp + a.length_cp) & 255) + 1, 40) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN p.document_id * 1000000 + ((a.start_cp + a.length_cp) >> 8) AND p.document_id * 1000000 + ((a.start_cp + a.length_cp + 40) >> 8) ORDER BY piece_id)),
    a.rule_id, a.origin, a.confidence, a.confidence_reasons
FROM assignments a JOIN units u ON u.name = a.unit JOIN tasks t USING (task_id) JOIN plans p USING (plan_id)
    JOIN files f ON f.document_id = p.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = p.document_id)
WHERE NOT t.restates;

-- One row: a unit's part in a task and no more, to choose the rows of other views by.
CREATE VIEW v_task_unit (
    task_id,               -- the task: tasks.task_id
    canonical,             -- the organ, in one form for all its names: 生态环境局
    role,                  -- lead (牵头), support (配合), implement (落实), responsible (负责), supervise (监管)
    unit                   -- the organ as it would stand alone, its prefix carried over: 市生态环境局
) AS
SELECT a.task_id, u.canonical, a.role, a.unit FROM units u JOIN assignments a ON a.unit = u.name;

-- One row: a time that bounds a task (完成时限).
CREATE VIEW v_deadline (
    deadline_id,           -- key of the deadline: deadlines.deadline_id
    task_id,               -- its task: tasks.task_id
    document_id,           -- number of the document: documents.document_id
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    plan_id,               -- its plan: plans.plan_id
    plan,                  -- title of the plan; NULL where it has none
    plan_kind,             -- what kind of text it is (文种): plans.kind
    issuer,                -- issuing organ (发文机关); NULL where none is named
    region,                -- place as written, that the issuer or the title names, 全国 for organs of the state; NULL where neither names one
    province,              -- its province by the register of places (plans.province); NULL where it is not known
    city,                  -- its prefecture or city of that rank; NULL for a province's own, for municipalities and where it is not known
    county,                -- its county or district; NULL for what is wider or not known
    place_code,            -- code of its place after GB/T 2260; NULL where it is not known
    level,                 -- rank of the issuer (层级): state, province, city, county, town or zone; NULL where it is not known
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    label,                 -- number of the task, or of a goal's section, from the plan down: 二/(一)/1
    title,                 -- heading of the task; NULL where there is none
    content,               -- what is to be done, without number, title and responsibility clause
    leads,                 -- units that lead the task (牵头), joined by 、; NULL where there are none
    deadline_kind,         -- by (…前), from (…起), during (in a month), recurring (每月), ongoing (持续推进)
    starts,                -- first day, ISO; of several the first; NULL where there is none
    due,                   -- last day in time, ISO; of several the last; NULL where there is none or it can't be told
    due_source,            -- label: a 完成时限 line, clause or column; text: the task's own text
    start_cp,              -- place: first code point in documents.text, from 0
    length_cp,             -- place: length in code points
    raw,                   -- the words at that place
    before,                -- up to 40 characters before the words at that place; NULL for the whole document
    after,                 -- up to 40 characters behind them; NULL for the whole document
    rule_id,               -- the rule that found it
    origin,                -- rule as the rule found it, person where a person added or changed it
    confidence,            -- how far it can be trusted without a look: high, medium or low
    confidence_reasons     -- codes of what speaks against it, parted by spaces; NULL for nothing
) AS
SELECT d.deadline_id, t.task_id, p.document_id, f.path, f.name, p.plan_id, p.title, p.kind, p.issuer, p.region, p.province, p.city, p.county, p.place_code, p.level, p.year,
    t.path, t.title, t.content,
    (SELECT group_concat(unit, '、') FROM (SELECT unit FROM assignments WHERE task_id = t.task_id AND role = 'lead' GROUP BY unit ORDER BY min(assignment_id))),
    d.kind, d.starts, d.due, d.source, d.start_cp, d.length_cp, d.raw,
    (SELECT substr(group_concat(text, ''), (max(0, d.start_cp - 40) & 255) + 1, min(40, d.start_cp)) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN p.document_id * 1000000 + (max(0, d.start_cp - 40) >> 8) AND p.document_id * 1000000 + (d.start_cp >> 8) ORDER BY piece_id)),
    (SELECT substr(group_concat(text, ''), ((d.start_cp + d.length_cp) & 255) + 1, 40) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN p.document_id * 1000000 + ((d.start_cp + d.length_cp) >> 8) AND p.document_id * 1000000 + ((d.start_cp + d.length_cp + 40) >> 8) ORDER BY piece_id)),
    d.rule_id, d.origin, d.confidence, d.confidence_reasons
FROM deadlines d JOIN tasks t USING (task_id) JOIN plans p USING (plan_id)
    JOIN files f ON f.document_id = p.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = p.document_id)
WHERE NOT t.restates;

-- One row: a number that a plan commits somebody to (量化指标).
CREATE VIEW v_target (
    target_id,             -- key of the target: targets.target_id
    task_id,               -- its task: tasks.task_id; NULL for a goal outside tasks
    document_id,           -- number of the document: documents.document_id
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    plan_id,               -- its plan: plans.plan_id
    plan,                  -- title of the plan; NULL where it has none
    plan_kind,             -- what kind of text it is (文种): plans.kind
    issuer,                -- issuing organ (发文机关); NULL where none is named
    region,                -- place as written, that the issuer or the title names, 全国 for organs of the state; NULL where neither names one
    province,              -- its province by the register of places (plans.province); NULL where it is not known
    city,                  -- its prefecture or city of that rank; NULL for a province's own, for municipalities and where it is not known
    county,                -- its county or district; NULL for what is wider or not known
    place_code,            -- code of its place after GB/T 2260; NULL where it is not known
    level,                 -- rank of the issuer (层级): state, province, city, county, town or zone; NULL where it is not known
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    label,                 -- number of the task, or of a goal's section, from the plan down: 二/(一)/1
    title,                 -- heading of the task; NULL where there is none
    leads,                 -- units that lead the task (牵头), joined by 、; NULL where there are none
    indicator,             -- what is measured: PM2.5年均浓度
    op,                    -- ge (at least), le (at most), increase or decrease (by), eq (exactly)
    value,                 -- the number; 万 and 亿 stay in measure
    measure,               -- unit of measure as written: %, 微克/立方米, 万亩; NULL where there is none
    indicator_norm,        -- the indicator without place, in one spelling and order: PM2.5年均浓度
    target_place,          -- the place that the indicator itself names: 利通区; NULL where it names none, and the plan's place is meant
    dimension,             -- what is measured: area, mass/volume, money, share, points (个百分点), count; NULL without a unit of measure or for one of no list
    value_norm,            -- the number in measure_norm
    measure_norm,          -- the unit of measure that stands for its like: 亩 for 万亩 and 公顷, 元 for 亿元, 微克/立方米 for μg/m³; NULL without one
    target_year,           -- the year by whose end it holds; NULL where it can't be told
    base_year,             -- the year compared with; NULL where none is written
    start_cp,              -- place: first code point in documents.text, from 0
    length_cp,             -- place: length in code points
    raw,                   -- the words at that place
    before,                -- up to 40 characters before the words at that place; NULL for the whole document
    after,                 -- up to 40 characters behind them; NULL for the whole document
    rule_id,               -- the rule that found it
    origin,                -- rule as the rule found it, person where a person added or changed it
    confidence,            -- how far it can be trusted without a look: high, medium or low
    confidence_reasons     -- codes of what speaks against it, parted by spaces; NULL for nothing
) AS
SELECT g.target_id, g.task_id, p.document_id, f.path, f.name, p.plan_id, p.title, p.kind, p.issuer, p.region, p.province, p.city, p.county, p.place_code, p.level, p.year,
    g.path, t.title,
    (SELECT group_concat(unit, '、') FROM (SELECT unit FROM assignments WHERE task_id = t.task_id AND role = 'lead' GROUP BY unit ORDER BY min(assignment_id))),
    g.indicator, g.op, g.value, g.measure,
    g.indicator_norm, g.target_place, g.dimension, g.value_norm, g.measure_norm, g.target_year, g.base_year, g.start_cp, g.length_cp, g.raw,
    (SELECT substr(group_concat(text, ''), (max(0, g.start_cp - 40) & 255) + 1, min(40, g.start_cp)) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN p.document_id * 1000000 + (max(0, g.start_cp - 40) >> 8) AND p.document_id * 1000000 + (g.start_cp >> 8) ORDER BY piece_id)),
    (SELECT substr(group_concat(text, ''), ((g.start_cp + g.length_cp) & 255) + 1, 40) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN p.document_id * 1000000 + ((g.start_cp + g.length_cp) >> 8) AND p.document_id * 1000000 + ((g.start_cp + g.length_cp + 40) >> 8) ORDER BY piece_id)),
    g.rule_id, g.origin, g.confidence, g.confidence_reasons
FROM targets g LEFT JOIN tasks t ON t.task_id = g.task_id JOIN plans p ON p.plan_id = g.plan_id
    JOIN files f ON f.document_id = p.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = p.document_id)
WHERE t.restates IS NOT 1;

-- One row: an indicator of a place and year with a value that must be reached, and which plans say so: the same target in two plans is one row with two sources (指标).
CREATE VIEW v_indicator (
    indicator_norm,        -- the indicator without place, in one spelling and order: PM2.5年均浓度
    indicator_place,       -- place for which it holds: that which the indicator names, else the plan's county, city or province, else its region as written; NULL where none is known
    target_year,           -- the year by whose end it holds; NULL where it can't be told
    op,                    -- ge (at least), le (at most), increase or decrease (by), eq (exactly)
    value_norm,            -- the number in measure_norm
    measure_norm,          -- the unit of measure that stands for its like: 亩 for 万亩 and 公顷, 元 for 亿元, 微克/立方米 for μg/m³; NULL without one
    base_year,             -- the year compared with; NULL where none is written
    dimension,             -- what is measured: area, mass/volume, money, share, points (个百分点), count; NULL without a unit of measure or for one of no list
    sources,               -- number of plans that say so
    documents              -- their documents, names of files joined by commas
) AS
SELECT g.indicator_norm, coalesce(g.target_place, p.county, p.city, p.province, p.region), g.target_year, g.op, g.value_norm, g.measure_norm, g.base_year, g.dimension,
    count(DISTINCT g.plan_id), group_concat(DISTINCT (SELECT name FROM files WHERE document_id = p.document_id ORDER BY path LIMIT 1))
FROM targets g LEFT JOIN tasks t ON t.task_id = g.task_id JOIN plans p ON p.plan_id = g.plan_id
WHERE t.restates IS NOT 1 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

-- One row: a place where a document names another one (引用), and the plan of this database that is meant, decided when it is asked: by number, else by title.
CREATE VIEW v_citation (
    citation_id,           -- key of the citation: citations.citation_id
    document_id,           -- number of the document: documents.document_id
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    plan_id,               -- its plan: plans.plan_id
    plan,                  -- title of the plan; NULL where it has none
    plan_kind,             -- what kind of text it is (文种): plans.kind
    issuer,                -- issuing organ (发文机关); NULL where none is named
    region,                -- place as written, that the issuer or the title names, 全国 for organs of the state; NULL where neither names one
    province,              -- its province by the register of places (plans.province); NULL where it is not known
    city,                  -- its prefecture or city of that rank; NULL for a province's own, for municipalities and where it is not known
    county,                -- its county or district; NULL for what is wider or not known
    place_code,            -- code of its place after GB/T 2260; NULL where it is not known
    level,                 -- rank of the issuer (层级): state, province, city, county, town or zone; NULL where it is not known
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    citation_kind,         -- why: basis (根据, 依据, 按照), implements (贯彻, 落实, 印发), changes (修订), ends (废止), mentions (any other)
    cited_title,           -- the title as in 《》, or a short name (“十四五”规划); NULL where only a number stands
    cited_number,          -- the document number in its usual form; NULL where none stands
    cited_key,             -- what all citations of one document share: its number, which others of the same title may name, else its title
    cited_plan_id,         -- the plan of this database that is meant: plans.plan_id; NULL where it is not here
    start_cp,              -- place: first code point in documents.text, from 0
    length_cp,             -- place: length in code points
    raw,                   -- the words at that place
    before,                -- up to 40 characters before the words at that place; NULL for the whole document
    after,                 -- up to 40 characters behind them; NULL for the whole document
    rule_id                -- the rule that found it
) AS
SELECT c.citation_id, c.document_id, f.path, f.name, c.plan_id, p.title, p.kind, p.issuer, p.region, p.province, p.city, p.county, p.place_code, p.level, p.year,
    c.kind, c.cited_title, c.cited_number,
    coalesce(c.cited_number,
        (SELECT CASE WHEN min(o.cited_number) = max(o.cited_number) THEN min(o.cited_number) END FROM citations o WHERE o.title_key = c.title_key AND o.cited_number IS NOT NULL),
        c.title_key, c.cited_title),
    coalesce(
        (SELECT x.plan_id FROM plans x WHERE x.document_id = c.document_id AND x.title_key = c.title_key AND (x.doc_number IS NULL OR c.cited_number IS NULL OR x.doc_number = c.cited_number)
         ORDER BY x.plan_no LIMIT 1),
        (SELECT x.plan_id FROM plans x JOIN documents e USING (document_id) WHERE x.doc_number = c.cited_number AND x.title_key = c.title_key
         ORDER BY e.sha256, x.plan_no LIMIT 1),
        (SELECT x.plan_id FROM plans x JOIN documents e USING (document_id) WHERE x.doc_number = c.cited_number ORDER BY e.sha256, x.plan_no LIMIT 1),
        (SELECT x.plan_id FROM plans x JOIN documents e USING (document_id)
         WHERE x.title_key = c.title_key AND (x.doc_number IS NULL OR c.cited_number IS NULL OR x.doc_number = c.cited_number)
             AND (x.province IS NULL OR p.province IS NULL OR x.province = p.province OR instr(c.title_key, substr(x.province, 1, 2)) > 0)
         ORDER BY x.issued_on IS NULL, x.issued_on, e.sha256, x.plan_no LIMIT 1)),
    c.start_cp, c.length_cp, c.raw,
    (SELECT substr(group_concat(text, ''), (max(0, c.start_cp - 40) & 255) + 1, min(40, c.start_cp)) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN c.document_id * 1000000 + (max(0, c.start_cp - 40) >> 8) AND c.document_id * 1000000 + (c.start_cp >> 8) ORDER BY piece_id)),
    (SELECT substr(group_concat(text, ''), ((c.start_cp + c.length_cp) & 255) + 1, 40) FROM (SELECT text FROM text_pieces WHERE piece_id BETWEEN c.document_id * 1000000 + ((c.start_cp + c.length_cp) >> 8) AND c.document_id * 1000000 + ((c.start_cp + c.length_cp + 40) >> 8) ORDER BY piece_id)),
    c.rule_id
FROM citations c LEFT JOIN plans p ON p.plan_id = c.plan_id
    JOIN files f ON f.document_id = c.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = c.document_id);

-- One row: a document that others cite (被引文件), whether it is in this database or not. What a document says of itself is left out.
CREATE VIEW v_cited (
    cited_key,             -- what all citations of one document share: its number, which others of the same title may name, else its title
    cited_title,           -- the title as in 《》, or a short name (“十四五”规划); NULL where only a number stands
    cited_plan_id,         -- the plan of this database that is meant: plans.plan_id; NULL where it is not here
    citations,             -- number of places that cite it
    citing_documents       -- number of documents that cite it
) AS
SELECT cited_key, min(cited_title), min(cited_plan_id), count(*), count(DISTINCT document_id)
FROM v_citation WHERE cited_plan_id IS NULL OR document_id <> cited_plan_id / 1000000 GROUP BY cited_key;

-- One row: a plan that rests on another one of this database (引用关系); walk it for chains (docs/queries.md).
CREATE VIEW v_citation_link (
    plan_id,               -- the plan that cites: plans.plan_id
    cited_plan_id,         -- the plan of this database that is meant: plans.plan_id; NULL where it is not here
    citation_kind,         -- why: basis (根据, 依据, 按照), implements (贯彻, 落实, 印发), changes (修订), ends (废止), mentions (any other)
    citations              -- number of places that cite it
) AS
SELECT plan_id, cited_plan_id, citation_kind, count(*) FROM v_citation
WHERE plan_id IS NOT NULL AND cited_plan_id IS NOT NULL AND document_id <> cited_plan_id / 1000000 GROUP BY plan_id, cited_plan_id, citation_kind;

-- One row: a plan and another copy or version of it in another document (版本): the same title in its short form and no other number, or the same number and place in the file.
CREATE VIEW v_document_version (
    plan_id,               -- the plan: plans.plan_id
    plan,                  -- title of the plan; NULL where it has none
    other_plan_id,         -- the other one: plans.plan_id
    other_document_id,     -- its document: documents.document_id
    other_document_name,   -- last part of the path of its file
    issued_on,             -- date of issue of the plan; NULL where there is none
    other_issued_on,       -- date of issue of the other one; NULL where there is none
    same_number            -- 1 where both have the same document number, 0 where they have several or one has none
) AS
SELECT p.plan_id, p.title, x.plan_id, x.document_id, (SELECT name FROM files WHERE document_id = x.document_id ORDER BY path LIMIT 1), p.issued_on, x.issued_on,
    CASE WHEN p.doc_number = x.doc_number THEN 1 ELSE 0 END
FROM plans p JOIN plans x ON x.title_key = p.title_key AND x.document_id <> p.document_id
WHERE p.place_code = x.place_code OR p.place_code IS NULL OR x.place_code IS NULL
UNION ALL
SELECT p.plan_id, p.title, x.plan_id, x.document_id, (SELECT name FROM files WHERE document_id = x.document_id ORDER BY path LIMIT 1), p.issued_on, x.issued_on, 1
FROM plans p JOIN plans x ON x.doc_number = p.doc_number AND x.plan_no = p.plan_no AND x.document_id <> p.document_id
WHERE p.title_key IS NULL OR x.title_key IS NULL;

-- One row: how many tasks a unit has, by role and year (单位任务统计).
CREATE VIEW v_unit (
    canonical,             -- the organ, in one form for all its names: 生态环境局
    role,                  -- lead (牵头), support (配合), implement (落实), responsible (负责), supervise (监管)
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    tasks,                 -- number of tasks in which it has this part
    plans                  -- number of plans in which it has this part
) AS
SELECT unit, role, year, tasks, plans FROM unit_sums WHERE plans > 0;

-- One row: how many tasks one unit leads (牵头) and another supports (配合), by year.
CREATE VIEW v_unit_pair (
    lead,                  -- the organ that leads, in one form for all its names
    support,               -- the organ that supports it, in one form for all its names
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    tasks,                 -- number of tasks in which they have these parts
    plans                  -- number of plans in which they have these parts
) AS
SELECT lead, support, year, tasks, plans FROM unit_pair_sums WHERE plans > 0;

-- One row: a word and how many tasks it stands in (词频). The command terms fills this table and the three below, which are to be asked for one word.
CREATE VIEW v_word (
    word,                  -- the word, in small letters and half-width forms
    field,                 -- its field in the lexicon policy-terms; NULL for any other word
    tasks,                 -- number of tasks in which it stands
    occurrences            -- how often it stands in them
) AS
SELECT word, field, tasks, occurrences FROM words WHERE tasks > 0;

-- One row: a word in the plans of a year.
CREATE VIEW v_word_year (
    word,                  -- the word, in small letters and half-width forms
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    tasks,                 -- number of tasks in which it stands
    plans,                 -- number of plans in which it stands
    occurrences            -- how often it stands in them
) AS
SELECT w.word, p.year, count(*), count(DISTINCT p.plan_id), sum(x.occurrences)
FROM words w JOIN task_words x USING (word_id) JOIN tasks t USING (task_id) JOIN plans p USING (plan_id) GROUP BY w.word, p.year;

-- One row: a word in a unit's tasks.
CREATE VIEW v_word_unit (
    word,                  -- the word, in small letters and half-width forms
    canonical,             -- the organ, in one form for all its names: 生态环境局
    role,                  -- lead (牵头), support (配合), implement (落实), responsible (负责), supervise (监管)
    tasks,                 -- number of tasks in which it has this part and the word stands
    plans                  -- number of plans of these tasks
) AS
SELECT w.word, u.canonical, a.role, count(DISTINCT t.task_id), count(DISTINCT t.plan_id)
FROM words w JOIN task_words x USING (word_id) JOIN tasks t USING (task_id) JOIN assignments a USING (task_id) JOIN units u ON u.name = a.unit
GROUP BY w.word, u.canonical, a.role;

-- One row: a word in a plan.
CREATE VIEW v_word_plan (
    word,                  -- the word, in small letters and half-width forms
    plan_id,               -- the plan: plans.plan_id
    plan,                  -- title of the plan; NULL where it has none
    plan_kind,             -- what kind of text it is (文种): plans.kind
    issuer,                -- issuing organ (发文机关); NULL where none is named
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    tasks,                 -- number of the plan's tasks in which it stands
    occurrences            -- how often it stands in them
) AS
SELECT w.word, p.plan_id, p.title, p.kind, p.issuer, p.year, count(*), sum(x.occurrences)
FROM words w JOIN task_words x USING (word_id) JOIN tasks t USING (task_id) JOIN plans p USING (plan_id) GROUP BY w.word, p.plan_id;

-- One row: a task and one that it comes from (沿革), as the command lineage found them last; documents that lineage_documents lacks are not among them.
CREATE VIEW v_task_lineage (
    task_id,               -- key of the task: tasks.task_id
    title,                 -- heading of the task; NULL where there is none
    plan_id,               -- its plan: plans.plan_id
    plan,                  -- title of the plan; NULL where it has none
    level,                 -- rank of the issuer (层级): state, province, city, county, town or zone; NULL where it is not known
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    relation,              -- above: the source is of an organ above (上级); former: of an earlier year of the same place (往年); cited: only of a plan that its own one cites (所引文件)
    score,                 -- how sure it is, from .3 to 1; from .5 on right nine times out of ten
    shared_words,          -- the rarest words that both have, at most eight, joined by 、
    source_id,             -- key of the task that it comes from: tasks.task_id
    source_title,          -- that task's heading; NULL where there is none
    source_plan_id,        -- that task's plan: plans.plan_id
    source_plan,           -- title of that plan; NULL where it has none
    source_level,          -- rank of that plan's issuer
    source_year            -- year of that plan
) AS
SELECT l.task_id, t.title, p.plan_id, p.title, p.level, p.year, l.relation, l.score, l.shared_words, l.source_id, s.title, o.plan_id, o.title, o.level, o.year
FROM task_lineage l JOIN tasks t ON t.task_id = l.task_id JOIN plans p ON p.plan_id = t.plan_id JOIN tasks s ON s.task_id = l.source_id JOIN plans o ON o.plan_id = s.plan_id;

-- One row: a cell of a table (单元格).
CREATE VIEW v_table_cell (
    table_id,              -- its table: tables.table_id
    row_no,                -- row of its upper left corner, from 1
    column_no,             -- column of its upper left corner, from 1
    row_span,              -- rows covered; more than 1 for a merged cell
    column_span,           -- columns covered; more than 1 for a merged cell
    document_id,           -- number of the document: documents.document_id
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    plan_id,               -- the plan in which the table stands; NULL where it stands in none: plans.plan_id
    plan,                  -- title of the plan; NULL where it has none
    plan_kind,             -- what kind of text it is (文种): plans.kind
    issuer,                -- issuing organ (发文机关); NULL where none is named
    region,                -- place as written, that the issuer or the title names, 全国 for organs of the state; NULL where neither names one
    province,              -- its province by the register of places (plans.province); NULL where it is not known
    city,                  -- its prefecture or city of that rank; NULL for a province's own, for municipalities and where it is not known
    county,                -- its county or district; NULL for what is wider or not known
    place_code,            -- code of its place after GB/T 2260; NULL where it is not known
    level,                 -- rank of the issuer (层级): state, province, city, county, town or zone; NULL where it is not known
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    table_role,            -- body, or what else the table is for on the page
    head,                  -- text of the first row above it, as the head of its column; NULL in the first row
    text,                  -- the cell's text, its paragraphs parted by line breaks
    page,                  -- page, from 1; NULL where the format has no pages
    sheet,                 -- sheet of a workbook; NULL in other formats
    start_cp,              -- place: first code point in documents.text, from 0
    length_cp              -- place: length in code points; 0 for an empty cell
) AS
SELECT c.table_id, c.row_no, c.column_no, c.row_span, c.column_span, b.document_id, f.path, f.name, p.plan_id, p.title, p.kind, p.issuer, p.region, p.province, p.city, p.county, p.place_code, p.level, p.year,
    b.role,
    (SELECT h.text FROM table_cells h WHERE h.table_id = c.table_id AND h.row_no = 1 AND h.column_no <= c.column_no AND c.row_no > 1
     ORDER BY h.column_no DESC LIMIT 1),
    c.text, c.page, b.sheet, c.start_cp, c.length_cp
FROM table_cells c JOIN tables b USING (table_id)
    JOIN files f ON f.document_id = b.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = b.document_id)
    LEFT JOIN plans p ON p.document_id = b.document_id AND p.plan_id =
        (SELECT plan_id FROM plans WHERE document_id = b.document_id AND start_cp <= b.start_cp AND b.start_cp < start_cp + length_cp
         ORDER BY start_cp DESC LIMIT 1);

-- One row: what a person should look at (待核查), by how much hangs on it: alarms, then doubts about sections, tables, clauses and items, single facts; within these by document and place; what is only worth knowing stands in findings.
CREATE VIEW v_to_check (
    finding_id,            -- key of the finding: findings.finding_id
    document_id,           -- number of the document: documents.document_id
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    plan_id,               -- the plan in which it stands; NULL for none: plans.plan_id
    plan,                  -- title of the plan; NULL where it has none
    plan_kind,             -- what kind of text it is (文种): plans.kind
    issuer,                -- issuing organ (发文机关); NULL where none is named
    region,                -- place as written, that the issuer or the title names, 全国 for organs of the state; NULL where neither names one
    province,              -- its province by the register of places (plans.province); NULL where it is not known
    city,                  -- its prefecture or city of that rank; NULL for a province's own, for municipalities and where it is not known
    county,                -- its county or district; NULL for what is wider or not known
    place_code,            -- code of its place after GB/T 2260; NULL where it is not known
    level,                 -- rank of the issuer (层级): state, province, city, county, town or zone; NULL where it is not known
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    severity,              -- alarm (much was not understood) or doubt (a fact may be missing or wrong)
    code,                  -- what it is: unused-role, no-plan; see docs/audit.md
    raw,                   -- the words at that place; NULL for the whole document
    message,               -- what to look at, in one sentence
    before,                -- up to 40 characters before the words at that place; NULL for the whole document
    after,                 -- up to 40 characters behind them; NULL for the whole document
    start_cp,              -- place: first code point in documents.text, from 0; NULL for the whole document
    length_cp              -- place: length in code points; NULL for the whole document
) AS
SELECT g.finding_id, g.document_id, f.path, f.name, p.plan_id, p.title, p.kind, p.issuer, p.region, p.province, p.city, p.county, p.place_code, p.level, p.year, g.severity, g.code, g.raw, g.message,
    substr(d.text, max(1, g.start_cp - 39), min(40, g.start_cp)), substr(d.text, g.start_cp + g.length_cp + 1, 40), g.start_cp, g.length_cp
FROM findings g JOIN documents d USING (document_id) LEFT JOIN plans p USING (plan_id)
    JOIN files f ON f.document_id = g.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = g.document_id)
WHERE g.severity <> 'info' ORDER BY g.severity = 'doubt',
    CASE WHEN g.code IN ('numbered-outside', 'section-with-clauses', 'low-coverage') THEN 0 WHEN g.code = 'unused-column' THEN 1
        WHEN g.code IN ('unknown-number', 'unused-role', 'unused-units') THEN 2 WHEN g.code LIKE 'numbering-%' THEN 3 ELSE 4 END, g.finding_id;

-- One row: what a person put right (更正), in the order in which it was made.
CREATE VIEW v_correction (
    correction_id,         -- key of the correction: corrections.correction_id
    document_id,           -- number of the document; NULL where it is not stored
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    made_at,               -- when, UTC
    made_by,               -- who made it
    action,                -- add, change, drop, confirm, finish
    subject,               -- assignment, deadline, target, task, plan, finding, document
    label,                 -- number of the task, or of a goal's section, from the plan down: 二/(一)/1
    words,                 -- the words at its place
    was,                   -- the fact's fields as they were: JSON object
    now,                   -- the new values: JSON object
    why,                   -- why; empty where nothing was said
    rule_id,               -- the rule that found it
    state,                 -- applied, lost, undone, waiting
    reason                 -- why it is lost; NULL in any other state
) AS
SELECT c.correction_id, d.document_id, (SELECT min(path) FROM files WHERE document_id = d.document_id), c.document_name, c.made_at, c.made_by, c.action, c.subject,
    (SELECT coalesce(group_concat(value, '/'), '') FROM json_each(c.path_json)), c.words, c.was, c.now, c.why, c.was ->> 'rule', c.state, c.reason
FROM corrections c LEFT JOIN documents d USING (sha256) ORDER BY c.correction_id;

-- One row: two documents that say the same word for word in other files (重复文件), such as a plan as .docx and as .pdf; each pair stands here twice, once for each of them.
CREATE VIEW v_duplicate (
    document_id,           -- number of the document: documents.document_id
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    format,                -- format by content: txt, html, docx, pdf, xlsx
    other_id,              -- the other document
    other,                 -- path of its file; the first where several files have the same content
    other_format,          -- its format by content
    length_cp              -- length of the document's text in code points
) AS
SELECT a.document_id, f.path, f.name, a.format, b.document_id, (SELECT min(path) FROM files WHERE document_id = b.document_id), b.format, a.length_cp
FROM documents a JOIN documents b ON b.text_hash = a.text_hash AND b.document_id <> a.document_id
    JOIN files f ON f.document_id = a.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = a.document_id)
WHERE a.text_hash IS NOT NULL;

-- One row: what share of a document's characters was understood as what (覆盖率). White space is not counted. The shares overlap: a deadline in a task in a table counts in three.
CREATE VIEW v_coverage (
    document_id,           -- number of the document: documents.document_id
    document,              -- path of its file; the first where several files have the same content
    document_name,         -- last part of that path
    format,                -- format by content: txt, html, docx, pdf, xlsx
    year,                  -- year of the plan: of its date of issue, else the first one that it covers; NULL where there is neither
    plans,                 -- number of plans in it
    tasks,                 -- number of tasks in it
    characters,            -- code points of the document that are no white space
    tasks_share,           -- share of them within a task, 0 to 1
    facts_share,           -- share within a unit, deadline or target
    headings_share,        -- share within a number, a heading, or a plan's title, document number, issuer or date
    tables_share,          -- share within a table
    apart_share,           -- share of page headers, contents, a site's navigation and notes
    unread_share,          -- share of running text of which nothing was made
    confidence,            -- how far it can be trusted without a look: high, medium or low
    confidence_reasons     -- codes of what speaks against it, parted by spaces; NULL for nothing
) AS
SELECT k.document_id, f.path, f.name, d.format,
    p.year,
    (SELECT count(*) FROM plans WHERE document_id = k.document_id),
    (SELECT count(*) FROM plans q JOIN tasks t USING (plan_id) WHERE q.document_id = k.document_id AND NOT t.restates),
    k.characters, round(1.0 * k.in_tasks / nullif(k.characters, 0), 4), round(1.0 * k.in_facts / nullif(k.characters, 0), 4),
    round(1.0 * k.in_headings / nullif(k.characters, 0), 4), round(1.0 * k.in_tables / nullif(k.characters, 0), 4),
    round(1.0 * k.set_apart / nullif(k.characters, 0), 4), round(1.0 * k.unread / nullif(k.characters, 0), 4),
    k.confidence, k.confidence_reasons
FROM document_coverage k JOIN documents d USING (document_id)
    JOIN files f ON f.document_id = k.document_id AND f.path = (SELECT min(path) FROM files WHERE document_id = k.document_id)
    LEFT JOIN plans p ON p.document_id = k.document_id AND p.plan_no = 1;
