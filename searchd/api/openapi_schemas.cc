#include "searchd/api/openapi.h"

namespace dixit::api {

// Nothing may be in an answer that is not here: a test holds real answers against it.
const std::string_view kAnswerSchemas = R"json({
  "Problem": {
    "description": "RFC 9457",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
      "type": {"const": "about:blank"},
      "title": {"type": "string"},
      "status": {"type": "integer", "minimum": 400, "maximum": 599},
      "detail": {"type": "string"},
      "code": {"type": "string", "description": "stable, unlike the words"},
      "param": {"type": "string", "description": "the parameter to blame"},
      "request_id": {"type": "string", "description": "finds the reason in the daemon's log"}
    },
    "additionalProperties": false
  },
  "Text": {"type": ["string", "null"], "minLength": 1, "description": "null where there is none"},
  "Count": {"type": "integer", "minimum": 0},
  "Share": {"type": "number", "minimum": 0, "maximum": 1},
  "Milliseconds": {"type": "number", "minimum": 0},
  "Warnings": {"type": "array", "items": {"type": "string"}},
  "Kind": {"enum": ["intervention", "theme", "debate", "section"]},
  "Total": {
    "type": "object",
    "required": ["value", "relation"],
    "properties": {"value": {"$ref": "#/components/schemas/Count"}, "relation": {"const": "eq"}},
    "additionalProperties": false
  },
  "Query": {
    "type": "object",
    "required": ["text", "interpreted"],
    "properties": {
      "text": {"type": "string"},
      "interpreted": {"type": "string", "description": "what was searched; empty where everything was"},
      "said_by": {"$ref": "#/components/schemas/Text"}
    },
    "additionalProperties": false
  },
  "Run": {
    "description": "a piece of printed text; with a match it answers the question",
    "type": "object",
    "required": ["text"],
    "properties": {
      "text": {"type": "string"},
      "match": {"enum": ["exact", "accent", "stem", "ocr", "synonym", "translation"]}
    },
    "additionalProperties": false
  },
  "Page": {"type": ["integer", "null"], "minimum": 1, "description": "null where the source has none"},
  "Lines": {"type": ["array", "null"], "prefixItems": [{"type": "integer"}, {"type": "integer"}], "minItems": 2, "maxItems": 2},
  "Unit": {
    "type": "object",
    "required": ["id", "url", "kind", "title", "speaker", "role", "organisation", "city", "is_moderator", "session",
                 "document", "lines", "page", "language"],
    "properties": {
      "id": {"type": "string", "minLength": 1},
      "url": {"type": "string", "pattern": "^/u/"},
      "kind": {"$ref": "#/components/schemas/Kind"},
      "title": {"$ref": "#/components/schemas/Text"},
      "speaker": {
        "type": ["object", "null"],
        "required": ["name", "id"],
        "properties": {
          "name": {"type": "string"},
          "id": {"type": "string"},
          "printed": {"type": "string", "description": "as this heading has it; of a whole unit only"}
        },
        "additionalProperties": false
      },
      "role": {
        "type": ["object", "null"],
        "required": ["text", "class"],
        "properties": {"text": {"type": "string"}, "class": {"$ref": "#/components/schemas/Text"}},
        "additionalProperties": false
      },
      "organisation": {"$ref": "#/components/schemas/Text"},
      "city": {"$ref": "#/components/schemas/Text"},
      "is_moderator": {"type": "boolean"},
      "session": {
        "type": ["object", "null"],
        "required": ["id", "number", "title", "date"],
        "properties": {
          "id": {"type": "string"},
          "number": {"type": "string"},
          "title": {"type": "string"},
          "date": {"$ref": "#/components/schemas/Text"}
        },
        "additionalProperties": false
      },
      "document": {
        "type": "object",
        "required": ["id", "title"],
        "properties": {"id": {"type": "string"}, "title": {"$ref": "#/components/schemas/Text"}},
        "additionalProperties": false
      },
      "lines": {"$ref": "#/components/schemas/Lines"},
      "page": {"$ref": "#/components/schemas/Page"},
      "language": {"enum": ["es", "ca", "en"]}
    }
  },
  "Hit": {
    "allOf": [{"$ref": "#/components/schemas/Unit"}],
    "required": ["score", "snippet", "alike"],
    "properties": {
      "score": {"type": "number", "minimum": 0},
      "snippet": {"type": "array", "items": {"$ref": "#/components/schemas/Run"}},
      "alike": {"type": "boolean"},
      "group_count": {"type": "integer", "minimum": 1}
    },
    "unevaluatedProperties": false
  },
  "FacetValue": {
    "type": "object",
    "required": ["value", "label", "count", "selected"],
    "properties": {
      "value": {"type": "string"},
      "label": {"type": "string"},
      "count": {"$ref": "#/components/schemas/Count"},
      "selected": {"type": "boolean"}
    },
    "additionalProperties": false
  },
  "Facet": {
    "type": "object",
    "required": ["name", "label", "exact", "values"],
    "properties": {
      "name": {"type": "string"},
      "label": {"type": "string"},
      "exact": {"type": "boolean"},
      "values": {"type": "array", "items": {"$ref": "#/components/schemas/FacetValue"}}
    }
  },
  "Search": {
    "type": "object",
    "required": ["query", "total", "took_ms", "page", "per_page", "hits", "facets", "suggestions", "warnings",
                 "partial"],
    "properties": {
      "query": {"$ref": "#/components/schemas/Query"},
      "total": {"$ref": "#/components/schemas/Total"},
      "groups": {"$ref": "#/components/schemas/Count"},
      "took_ms": {"$ref": "#/components/schemas/Milliseconds"},
      "page": {"type": "integer", "minimum": 1},
      "per_page": {"type": "integer", "minimum": 1},
      "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}},
      "facets": {
        "type": "array",
        "items": {"allOf": [{"$ref": "#/components/schemas/Facet"}], "unevaluatedProperties": false}
      },
      "suggestions": {"type": "array", "items": {"type": "string"}},
      "warnings": {"$ref": "#/components/schemas/Warnings"},
      "partial": {"type": "boolean"}
    },
    "additionalProperties": false
  },
  "Neighbour": {
    "type": ["object", "null"],
    "required": ["id", "url", "kind", "title", "speaker", "session"],
    "properties": {
      "id": {"type": "string"},
      "url": {"type": "string", "pattern": "^/u/"},
      "kind": {"$ref": "#/components/schemas/Kind"},
      "title": {"$ref": "#/components/schemas/Text"},
      "speaker": {"$ref": "#/components/schemas/Text"},
      "session": {"$ref": "#/components/schemas/Text"}
    },
    "additionalProperties": false
  },
  "Intervention": {
    "allOf": [{"$ref": "#/components/schemas/Unit"}],
    "required": ["query", "runs", "neighbours", "source", "warnings"],
    "properties": {
      "query": {"$ref": "#/components/schemas/Query"},
      "runs": {"type": "array", "items": {"$ref": "#/components/schemas/Run"}},
      "neighbours": {
        "type": "object",
        "required": ["previous", "next"],
        "properties": {
          "previous": {"$ref": "#/components/schemas/Neighbour"},
          "next": {"$ref": "#/components/schemas/Neighbour"}
        },
        "additionalProperties": false
      },
      "source": {
        "type": "object",
        "required": ["document", "lines", "page"],
        "properties": {
          "document": {"type": "string"},
          "lines": {"$ref": "#/components/schemas/Lines"},
          "page": {"$ref": "#/components/schemas/Page"}
        },
        "additionalProperties": false
      },
      "warnings": {"$ref": "#/components/schemas/Warnings"}
    },
    "unevaluatedProperties": false
  },
  "FacetValues": {
    "allOf": [{"$ref": "#/components/schemas/Facet"}],
    "required": ["total", "warnings", "partial"],
    "properties": {
      "total": {"$ref": "#/components/schemas/Total"},
      "warnings": {"$ref": "#/components/schemas/Warnings"},
      "partial": {"type": "boolean"}
    },
    "unevaluatedProperties": false
  },
  "MatrixSide": {
    "type": "object",
    "required": ["name", "label", "values"],
    "properties": {
      "name": {"type": "string"},
      "label": {"type": "string"},
      "values": {
        "type": "array",
        "items": {
          "type": "object",
          "required": ["value", "label", "count", "of", "share"],
          "properties": {
            "value": {"type": "string"},
            "label": {"type": "string"},
            "count": {"$ref": "#/components/schemas/Count"},
            "of": {"$ref": "#/components/schemas/Count"},
            "share": {"$ref": "#/components/schemas/Share"}
          },
          "additionalProperties": false
        }
      }
    },
    "additionalProperties": false
  },
  "Matrix": {
    "type": "object",
    "required": ["query", "total", "rows", "cols", "cells", "without", "more_rows", "more_cols", "took_ms", "warnings",
                 "partial"],
    "properties": {
      "query": {"$ref": "#/components/schemas/Query"},
      "total": {"$ref": "#/components/schemas/Total"},
      "rows": {"$ref": "#/components/schemas/MatrixSide"},
      "cols": {"$ref": "#/components/schemas/MatrixSide"},
      "cells": {
        "type": "array",
        "items": {
          "type": "object",
          "required": ["row", "col", "count", "share", "row_share"],
          "properties": {
            "row": {"type": "string"},
            "col": {"type": "string"},
            "count": {"type": "integer", "minimum": 1},
            "share": {"$ref": "#/components/schemas/Share"},
            "row_share": {"$ref": "#/components/schemas/Share"}
          },
          "additionalProperties": false
        }
      },
      "without": {
        "type": "object",
        "required": ["rows", "cols"],
        "properties": {"rows": {"$ref": "#/components/schemas/Count"}, "cols": {"$ref": "#/components/schemas/Count"}},
        "additionalProperties": false
      },
      "more_rows": {"$ref": "#/components/schemas/Count"},
      "more_cols": {"$ref": "#/components/schemas/Count"},
      "took_ms": {"$ref": "#/components/schemas/Milliseconds"},
      "warnings": {"$ref": "#/components/schemas/Warnings"},
      "partial": {"type": "boolean"}
    },
    "additionalProperties": false
  },
  "Similar": {
    "type": "object",
    "required": ["id", "hits", "took_ms"],
    "properties": {
      "id": {"type": "string"},
      "hits": {"type": "array", "items": {"$ref": "#/components/schemas/Hit"}},
      "took_ms": {"$ref": "#/components/schemas/Milliseconds"}
    },
    "additionalProperties": false
  },
  "Suggestions": {
    "type": "object",
    "required": ["query", "suggestions", "took_ms"],
    "properties": {
      "query": {"type": "string"},
      "suggestions": {
        "type": "array",
        "items": {
          "type": "object",
          "required": ["text", "kind", "label", "count"],
          "properties": {
            "text": {"type": "string"},
            "kind": {"type": "string", "description": "name of a facet, concept or word"},
            "label": {"type": "string"},
            "count": {"$ref": "#/components/schemas/Count"},
            "filter": {
              "description": "the parameter of a search that asks for this value",
              "type": "object",
              "minProperties": 1,
              "maxProperties": 1,
              "additionalProperties": {"type": "string"}
            }
          },
          "additionalProperties": false
        }
      },
      "took_ms": {"$ref": "#/components/schemas/Milliseconds"}
    },
    "additionalProperties": false
  },
  "OpenSearchSuggestions": {
    "type": "array",
    "prefixItems": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    "minItems": 2,
    "maxItems": 2
  }
})json";

}  // namespace dixit::api
