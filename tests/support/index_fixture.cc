#include "tests/support/index_fixture.h"

#include <map>
#include <memory>
#include <set>

#include "core/base/check.h"
#include "core/base/version.h"
#include "core/text/analyzer.h"
#include "core/text/fold.h"
#include "core/text/thesaurus.h"
#include "indexer/write/doc_builder.h"
#include "indexer/write/index_writer.h"
#include "indexer/write/publish.h"

namespace dixit::test {

namespace fs = std::filesystem;

namespace {

const std::shared_ptr<const text::LanguagePacks>& packs() {
  static const std::shared_ptr<const text::LanguagePacks> loaded = [] {
    Diagnostics ignored;
    return text::LanguagePacks::load(fs::path(DIXIT_SOURCE_DIR) / "core" / "lang", ignored).value();
  }();
  return loaded;
}

const text::Thesaurus& thesaurus() {
  static const std::shared_ptr<const text::Thesaurus> loaded = [] {
    Diagnostics ignored;
    return text::Thesaurus::load(fs::path(DIXIT_SOURCE_DIR) / "core" / "lang", packs(), ignored).value();
  }();
  return *loaded;
}

}  // namespace

model::Unit unit(const Said& said, std::uint32_t ordinal) {
  model::Unit unit;
  unit.id = said.document + "." + std::to_string(ordinal);
  unit.document = {said.document, "Informe " + said.document};
  unit.ordinal = ordinal;
  unit.kind = said.speaker.empty() ? model::UnitKind::kSection : model::UnitKind::kIntervention;
  if (!said.session.empty()) {
    model::Session& session = unit.session.emplace();
    session.id = said.document + "/" + said.session;
    session.number = said.session;
    session.title = "Sesión " + said.session;
    session.date = said.date;
  }
  if (!said.speaker.empty()) {
    unit.speaker = {model::slug(text::fold(said.speaker)), said.speaker, said.speaker};
  }
  unit.role = said.role;
  unit.role_class = said.role_class;
  unit.organisation = said.organisation;
  unit.city = said.city;
  unit.title = said.title;
  unit.language = said.language;
  unit.date = said.date;
  unit.first_line = ordinal * 10;
  unit.last_line = ordinal * 10 + 5;
  unit.page = ordinal;
  unit.text = said.text;
  return unit;
}

fs::path publish(const fs::path& index, const std::vector<Said>& all, std::size_t shards) {
  text::Analyzer analyzer(packs());
  const write::IndexLock lock = write::IndexLock::take(index).value();
  write::NewGeneration generation = write::NewGeneration::create(index).value();
  const auto writer =
      write::IndexWriter::create(generation.path(), fs::path(DIXIT_SOURCE_DIR) / "core" / "lang", shards).value();
  std::map<std::string, std::uint32_t> ordinals;
  for (std::size_t i = 0; i < all.size();) {
    const std::size_t shard = i * shards / all.size();
    const auto run = writer->begin_run(i, shard).value();
    for (; i < all.size() && i * shards / all.size() == shard; ++i) {
      const write::BuiltDoc built =
          write::build_document(unit(all[i], ++ordinals[all[i].document]), analyzer, thesaurus());
      DIXIT_CHECK(run->add(built).has_value());
    }
    DIXIT_CHECK(run->finish().has_value());
  }
  schema::IndexMeta meta;
  meta.fingerprint = analyzer.fingerprint();
  meta.program_version = kVersion;
  meta.built_at = "2026-01-01T00:00:00Z";
  meta.documents = ordinals.size();
  meta = writer->finish(std::move(meta)).value();
  fs::path published = write::publish(index, std::move(generation), writer->shards(), meta).value();
  write::remove_old_generations(index, 2);
  return published;
}

const std::vector<Said>& sample() {
  static const std::vector<Said> all = {
      {.text = "Señaló que la financiación de las ciudades es el gran reto. La ciudad necesita recursos propios.",
       .speaker = "Jaime Salinas",
       .city = "Lima",
       .role_class = "concejalía / alcaldía",
       .role = "concejal y presidente de la Comisión",
       .organisation = "Municipalidad de Lima",
       .session = "5.1.1"},
      {.text = "La marca de ciudad no se crea con publicidad. Una agenda urbana compartida da sentido a la marca.",
       .speaker = "María Luisa Zapata",
       .city = "Medellín",
       .role_class = "dirección",
       .role = "subdirectora de Gestión",
       .organisation = "Agencia de Cooperación",
       .session = "5.1.1"},
      {.text = "El área metropolitana coordina a los municipios. La agenda es urbana y la financiacion, compartida.",
       .speaker = "Sergi Alegre",
       .city = "El Prat de Llobregat",
       .role_class = "concejalía / alcaldía",
       .role = "teniente de alcalde",
       .organisation = "Ayuntamiento del Prat",
       .session = "5.1.3"},
      {.text =
           "Las ciudades medianas también financian proyectos: la cooperación público-privada de AL-LAs lo demuestra.",
       .speaker = "Rodrigo Perpétuo",
       .city = "Belo Horizonte",
       .role_class = "dirección",
       .role = "director de Relaciones Internacionales",
       .session = "5.1.3"},
      {.text = "Presentación del informe.\nEste informe resume el seminario.", .title = "1. Presentación"},
      {.text = "El turismo cambia el centro histórico.",
       .speaker = "Jaime Salinas",
       .city = "Lima",
       .role_class = "concejalía / alcaldía",
       .role = "concejal",
       .session = "2",
       .date = "2018-03-01",
       .document = "otro"},
  };
  return all;
}

}  // namespace dixit::test
