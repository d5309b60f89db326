// What routes give to programs.

#include <memory>
#include <utility>

#include "searchd/api/export.h"
#include "searchd/api/feed.h"
#include "searchd/api/json.h"
#include "searchd/api/openapi.h"
#include "searchd/api/opensearch.h"
#include "searchd/api/params.h"
#include "searchd/api/replies.h"
#include "searchd/api/routes.h"
#include "searchd/api/site.h"
#include "searchd/search/generation.h"

namespace dixit::api {

HttpResponse Routes::search(const Call& call) const {
  const Result<search::SearchRequest> request = search_request(call.query, search::SearchRequest{}.facets);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  if (is_known(call.request.if_none_match, known)) return not_modified(known);
  const Result<search::SearchResponse> found = searcher_.search(*request);
  if (!found) return problem(found.error());
  metrics_.count_search(found->total);
  return tagged(kJsonType, to_json(*found, request->language), tag_of_whole(call, *found));
}

HttpResponse Routes::unit(const Call& call) const {
  const Result<UnitRequest> request = unit_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  const Result<search::UnitView> found = searcher_.unit(decode(call.rest, false), request->question, request->language);
  if (!found) return problem(found.error());
  if (is_known(call.request.if_none_match, known)) return not_modified(known);
  return tagged(kJsonType, to_json(*found, request->question), tag_of(call, found->generation));
}

HttpResponse Routes::facet(const Call& call) const {
  const schema::FieldRow* row = schema::find_facet(call.rest);
  if (row == nullptr) {
    return problem(Error{ErrorCode::kNotFound, "there is no facet " + decode(call.rest, false), {}, {}});
  }
  const Result<FacetRequest> request = facet_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  if (is_known(call.request.if_none_match, known)) return not_modified(known);
  const Result<search::FacetResponse> found = searcher_.facet(row->field, request->search, request->part);
  if (!found) return problem(found.error());
  return tagged(kJsonType, to_json(*found, request->search.language), tag_of_whole(call, *found));
}

HttpResponse Routes::matrix(const Call& call) const {
  const Result<MatrixRequest> request = matrix_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  if (is_known(call.request.if_none_match, known)) return not_modified(known);
  const Result<search::MatrixResponse> found = searcher_.matrix(request->rows, request->cols, request->search);
  if (!found) return problem(found.error());
  return tagged(kJsonType, to_json(*found, request->search.language), tag_of_whole(call, *found));
}

HttpResponse Routes::similar(const Call& call) const {
  const Result<SimilarRequest> request = similar_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  const Result<search::SimilarResponse> found = searcher_.similar(request->id, request->per_page);
  if (!found) return problem(found.error());
  if (is_known(call.request.if_none_match, known)) return not_modified(known);
  return tagged(kJsonType, to_json(*found), tag_of(call, found->generation));
}

HttpResponse Routes::suggest(const Call& call) const {
  const Result<SuggestRequest> request = suggest_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation());
  if (is_known(call.request.if_none_match, known)) return not_modified(known);
  const Result<search::CompletionResponse> found =
      searcher_.complete(request->typed, request->per_page, request->language);
  if (!found) return problem(found.error());
  const std::string tag = tag_of(call, found->generation);
  if (request->for_browsers) return tagged(kSuggestionsType, suggestions_json(*found), tag);
  return tagged(kJsonType, to_json(*found, request->language), tag);
}

HttpResponse Routes::export_units(const Call& call) const {
  const Result<ExportRequest> request = export_request(call.query);
  if (!request) return problem(request.error());
  const std::string known = tag_of(call, searcher_.generation() + site(call));
  if (is_known(call.request.if_none_match, known)) return not_modified(known);
  if (!metrics_.begin_export(kMaxExports)) {
    return problem(Error{ErrorCode::kOverloaded, "too many exports at once", "try again in a while", {}});
  }
  const std::shared_ptr<void> place(nullptr, [this](void*) { metrics_.end_export(); });
  Result<search::Answers> answers =
      request->ids.empty() ? searcher_.answers(request->search) : searcher_.named(request->ids);
  if (!answers) return problem(answers.error());
  const std::string tag = tag_of(call, answers->generation() + site(call));
  const auto file = std::make_shared<Export>(*std::move(answers), request->format, site(call));
  // What cannot even begin is an error as any other.
  Result<std::string> beginning = file->next();
  if (!beginning) return problem(beginning.error());
  HttpResponse response = tagged(media_type(request->format), {}, tag);
  const std::string& question = request->ids.empty() ? request->search.text : request->ids.front();
  add_header(response, "Content-Disposition", "attachment; filename=\"" + file_name(question, request->format) + '"');
  if (file->is_done()) {
    response.body = *std::move(beginning);
    return response;
  }
  response.pieces = [file, place, first = *std::move(beginning)]() mutable -> Result<std::string> {
    if (!first.empty()) return std::exchange(first, {});
    return file->next();
  };
  return response;
}

HttpResponse Routes::feed(const Call& call) const {
  Result<search::SearchRequest> request = feed_request(call.query);
  if (!request) return problem(request.error());
  request->per_page = kMaxEntries;
  const std::string known = tag_of(call, searcher_.generation() + site(call));
  if (is_known(call.request.if_none_match, known)) return not_modified(known);
  const std::shared_ptr<const search::Generation> served = searcher_.served();
  const Result<search::SearchResponse> found = searcher_.search(*request);
  if (!found) return problem(found.error());
  const FeedSource source{*request, *found, served ? served->meta().built_at : std::string(), site(call)};
  const std::string tag = tag_of_whole(call, *found, site(call));
  return tagged(kAtomType, atom_feed(pages_.messages(request->language), source), tag);
}

HttpResponse Routes::opensearch(const Call& call) const {
  const Result<text::Language> language = language_request(call.query);
  if (!language) return problem(language.error());
  const std::string address = site(call);
  if (address.empty()) {
    return problem(Error{ErrorCode::kBadRequest,
                         "the header Host does not say how we are called",
                         "send one, or start the daemon with --public-url",
                         {}});
  }
  const std::string tag = tag_of(call, "opensearch " + address);  // it shows nothing of an index
  if (is_known(call.request.if_none_match, tag)) return not_modified(tag);
  return tagged(kOpenSearchType, opensearch_description(pages_.messages(*language), *language, address), tag);
}

HttpResponse Routes::openapi(const Call& call) const {
  if (const Status checked = no_parameters(call.query); !checked) return problem(checked.error());
  const std::string tag = tag_of(call, "openapi");
  if (is_known(call.request.if_none_match, tag)) return not_modified(tag);
  return tagged(kJsonType, openapi_json(), tag);
}

std::string Routes::site(const Call& call) const {
  return options_.public_url.empty() ? site_of(call.request.host) : options_.public_url;
}

}  // namespace dixit::api
