// An object of JSON, written straight as text in the order in which its members are added: no tree of values is built
// only to be written.

#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace dixit::api {

// The caller sees to it that members stand in objects and elements in arrays; commas, quotes and escapes come by
// themselves. Always valid UTF-8: broken bytes become U+FFFD.
class JsonText {
 public:
  JsonText() {
    text_.reserve(16'384);
    text_ += '{';
  }

  // An object or array inside, open as long as this lives.
  class Scope {
   public:
    Scope(JsonText& json, char end) : json_(json), end_(end) {}
    ~Scope() {
      json_.text_ += end_;
      json_.needs_comma_ = true;
    }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    JsonText& json_;
    char end_;
  };

  // Begins an element of an array.
  [[nodiscard]] Scope object();

  // Begin the member `name` of an object, a word of ours: it is written as it is.
  [[nodiscard]] Scope object(std::string_view name);
  [[nodiscard]] Scope array(std::string_view name);

  // Adds a member, or an element of an array: a text, a number (none where it is not finite), a truth, or nothing.
  template <class Value>
  void add(std::string_view name, const Value& value) {
    begin_member(name);
    write(value);
  }
  template <class Value>
  void add(const Value& value) {
    begin_element();
    write(value);
  }

  // The whole object, with a line's end. All scopes must be closed.
  std::string take() && {
    text_ += "}\n";
    return std::move(text_);
  }

 private:
  void begin_element();
  void begin_member(std::string_view name);
  Scope open(char begin, char end);
  void write_text(std::string_view text);
  void write_real(double number);

  template <class Value>
  void write(const std::optional<Value>& value) {
    if (value) {
      write(*value);
    } else {
      text_ += "null";
    }
  }

  template <class Value>
  void write(const Value& value) {
    if constexpr (std::is_same_v<Value, bool>) {
      text_ += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<Value>) {
      char digits[24];
      text_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    } else if constexpr (std::is_floating_point_v<Value>) {
      write_real(value);
    } else {
      write_text(value);
    }
  }

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace dixit::api
