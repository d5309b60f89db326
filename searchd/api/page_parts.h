// What the pages have in common: the head with its search form, marked text, a unit's name and place in words.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/unit.h"
#include "core/schema/fields.h"
#include "core/text/language.h"
#include "searchd/api/links.h"
#include "searchd/api/messages.h"
#include "searchd/api/page_model.h"
#include "searchd/search/response.h"

namespace dixit::api {

// The top of a page, and what a browser, a crawler or another site takes from it.
struct Masthead {
  std::string title;     // the page's own, without the engine's name; may be empty
  std::string question;  // stands in the search form
  Parameters kept;       // what else the form asks for again, as hidden fields; `lang` among them
  text::Language language = text::kFallbackLanguage;
  std::function<std::string(text::Language)> own_path;  // the same page in another language
  std::string description = {};                         // a sentence or two for those who meet a link to the page
  bool is_article = false;                              // shows one text, not a way to many
  std::string canonical = {};                           // the address that stands for all of the page's; may be empty
  std::string feed = {};                                // what is new on the page; may be empty
};

// Sets what head.mustache and masthead.mustache show.
void set_masthead(PageModel& model, const Messages& messages, const Masthead& masthead);

// Fills the list of runs.mustache.
void set_runs(PageModel& model, const Messages& messages, const std::vector<search::Run>& runs);

// Fills the list of warnings.mustache.
void set_warnings(PageModel& model, const std::vector<std::string>& warnings);

// "Intervención", "Tema", …
const std::string& kind_name(const Messages& messages, model::UnitKind kind);

// What people read for a value of `field`.
std::string value_label(const Messages& messages, schema::Field field, const search::FacetValue& value);

// Who speaks; of what nobody says, its title, else its kind.
std::string headline(const Messages& messages, const model::Unit& unit);

// Post and organisation as the report's heading prints them, else the organisation; empty where it says neither.
const std::string& post_of(const model::Unit& unit);

// Sets what citation.mustache shows: how to cite `unit`, and where its reference is a file. `site` is
// what its address begins with.
void set_citation(PageModel& model, const Messages& messages, const model::Unit& unit, std::string_view site,
                  text::Language language);

// "líneas 1100–1131, página 14", as much of it as is known.
std::string place_of(const Messages& messages, const model::Unit& unit);

}  // namespace dixit::api
