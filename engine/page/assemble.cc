#include "engine/page/assemble.h"

#include <algorithm>

#include "engine/base/parallel.h"
#include "engine/page/finish_tags.h"

namespace banxin {
namespace {

TagId offset(TagId tag, std::uint32_t base) {
  return tag == TagId::none ? tag : static_cast<TagId>(static_cast<std::uint32_t>(tag) + base);
}

/// Where an anchor stands on its page.
struct AnchorPoint {
  int page = -1;
  Point at;
};

class Assembler {
 public:
  Assembler(const PagePlans& plans, const std::vector<FlowText>& flows, const BlockContext& context)
      : plans_(plans),
        flows_(flows),
        context_(context),
        styled_(context.styled) {}

  Assembled run() {
    furniture_.resize(plans_.pages.size());
    parallel_for(plans_.pages.size(), context_.threads, [&](std::size_t i) {
      furniture_[i] = lay_out_furniture(plans_.pages[i], i, plans_.facts, context_);
    });
    add_flow_tags();
    anchor_points_.resize(styled_.anchors.size());
    for (std::size_t i = 0; i < plans_.pages.size(); ++i) {
      add_page(i);
    }
    for (std::size_t i = 0; i < plans_.pages.size(); ++i) {
      resolve_links(i);
    }
    set_metadata();
    finish_tags(document());
    add_flow_bookmarks();
    for (const FlowText& flow : flows_) {
      append(flow.fragment.diagnostics);
      for (const auto& note : flow.notes) {
        append(note ? note->diagnostics : Diagnostics());
      }
    }
    return std::move(out_);
  }

 private:
  Document& document() { return out_.document; }

  void append(const Diagnostics& diagnostics) {
    out_.diagnostics.insert(out_.diagnostics.end(), diagnostics.begin(), diagnostics.end());
  }

  std::uint32_t add_tags(const std::vector<TagNode>& tags, TagId root) {
    const auto base = static_cast<std::uint32_t>(document().tags.size());
    for (TagNode node : tags) {
      node.parent = node.parent == TagId::none ? root : offset(node.parent, base);
      document().tags.push_back(std::move(node));
    }
    return base;
  }

  /// True if the tags are sections and articles throughout.
  static bool divided(const std::vector<TagNode>& tags) {
    return !tags.empty() && std::all_of(tags.begin(), tags.end(), [](const TagNode& node) {
      return node.parent != TagId::none || node.role == TagRole::sect ||
             node.role == TagRole::art || node.role == TagRole::part;
    });
  }

  /// Tags of all flows in order; notes beside what they explain. A flow is a section of its own
  /// unless it is the whole issue or made of sections only.
  void add_flow_tags() {
    flow_base_.resize(flows_.size());
    note_base_.resize(flows_.size());
    flow_root_.resize(flows_.size());
    for (std::size_t f = 0; f < flows_.size(); ++f) {
      flow_root_[f] = TagId::none;
      if (flows_.size() > 1 && !divided(flows_[f].fragment.tags)) {
        TagNode root;
        root.role = TagRole::sect;
        root.title = styled_.flows[f].label_prefix;
        flow_root_[f] = static_cast<TagId>(document().tags.size());
        document().tags.push_back(root);
      }
      flow_base_[f] = add_tags(flows_[f].fragment.tags, flow_root_[f]);
      note_base_[f].assign(flows_[f].notes.size(), 0);
      for (const Strip& strip : flows_[f].fragment.strips) {
        for (const NoteId id : strip.notes) {
          add_note_tags(f, id, strip);
        }
      }
    }
  }

  void add_note_tags(std::size_t flow, NoteId id, const Strip& strip) {
    const auto index = static_cast<std::size_t>(id);
    // The note is a sibling of what it explains: beside its paragraph, or beside its whole table.
    const auto& tags = flows_[flow].fragment.tags;
    TagId parent = strip.items.empty() ? TagId::none : strip.items.front().tag;
    while (parent != TagId::none) {
      const TagRole role = tags[static_cast<std::size_t>(parent)].role;
      if (role == TagRole::sect || role == TagRole::art || role == TagRole::part ||
          role == TagRole::list_body) {
        break;
      }
      parent = tags[static_cast<std::size_t>(parent)].parent;
    }
    parent = parent == TagId::none ? flow_root_[flow] : offset(parent, flow_base_[flow]);
    TagNode note;
    note.role = TagRole::note;
    note.parent = parent;
    const auto tag = static_cast<TagId>(document().tags.size());
    document().tags.push_back(note);
    note_base_[flow][index] = add_tags(flows_[flow].notes[index]->tags, tag);
  }

  void add_page(std::size_t number) {
    const PagePlan& plan = plans_.pages[number];
    const Master& master = styled_.masters[plan.master];
    Page& page = document().pages.emplace_back();
    page.size = styled_.page;
    page.bleed = styled_.bleed;
    page.folio = plan.folio;
    page.flow = styled_.flows[plan.flow].name;
    page.blank = plan.blank;
    add_furniture(number, page);
    const Rect area = type_area(styled_, master, plan.side);
    const Length head = area.y - master.overhang;
    const Length height = area.height + 2 * master.overhang;
    std::vector<Length> feet = foot_heights(plan);
    for (const ColumnPlan& column : plan.columns) {
      const Length x =
          area.x + (column.across ? Length() : column_left(styled_, master, column.index));
      add_column(number, column, {x, head + column.top}, page);
      // Notes of one column stand one below the other, whatever stands across the page above.
      Length& foot = feet[column.index];
      const Length left = area.x + column_left(styled_, master, column.index);
      add_notes(number, column, {left, head + plan.foot - foot}, page);
      foot -= column.notes_height;
      const double used = (column.top + column.used + column.notes_height).pt();
      page.fill = std::max(page.fill, height > Length() ? used / height.pt() : 0.0);
    }
    add_column_rules(plan, {area.x, head}, page);
  }

  static std::vector<Length> foot_heights(const PagePlan& plan) {
    std::vector<Length> feet;
    for (const ColumnPlan& column : plan.columns) {
      feet.resize(std::max(feet.size(), column.index + 1));
      feet[column.index] += column.notes_height;
    }
    return feet;
  }

  /// Between columns side by side, as high as the highest of them.
  void add_column_rules(const PagePlan& plan, Point at, Page& page) const {
    const Master& master = styled_.masters[plan.master];
    const Border& rule = master.column_rule;
    if (rule.width == Length()) {
      return;
    }
    for (std::size_t i = 1; i < plan.columns.size(); ++i) {
      const ColumnPlan& right = plan.columns[i];
      if (right.index == 0 || right.band != plan.columns[i - 1].band) {
        continue;
      }
      Length deepest;
      for (const ColumnPlan& column : plan.columns) {
        deepest = column.band == right.band ? max(deepest, column.used) : deepest;
      }
      Rects bar;
      bar.fill = rule.color;
      const Length x =
          column_left(styled_, master, right.index) - (master.column_gap + rule.width) / 2;
      const Length trim = master.overhang;  // from em box to em box
      bar.rects.push_back(
          {at.x + x, at.y + right.top + trim, rule.width, max(Length(), deepest - 2 * trim)});
      page.items.push_back({std::move(bar), TagId::none, TagRole::artifact_layout, Span()});
    }
  }

  void add_furniture(std::size_t number, Page& page) {
    Furniture& furniture = furniture_[number];
    const std::uint32_t base = add_tags(furniture.tags, flow_root_[plans_.pages[number].flow]);
    for (Item& item : furniture.items) {
      item.tag = offset(item.tag, base);
      add_item(std::move(item), page);
    }
    for (const StripLink& link : furniture.links) {
      pending_links_.push_back({number, link.box, link.link, offset(link.tag, base)});
    }
    append(furniture.diagnostics);
  }

  void add_item(Item item, Page& page) {
    const auto* picture = std::get_if<Picture>(&item.content);
    const auto* rects = std::get_if<Rects>(&item.content);
    if (item.tag != TagId::none && (picture || rects)) {
      TagNode& node = document().tags[static_cast<std::size_t>(item.tag)];
      if (node.role == TagRole::figure) {
        node.box = picture ? picture->box : bounds(*rects);
      }
    }
    page.items.push_back(std::move(item));
  }

  static Rect bounds(const Rects& rects) {
    if (rects.rects.empty()) {
      return {};
    }
    Rect box = rects.rects.front();
    for (const Rect& rect : rects.rects) {
      const Length right = max(box.right(), rect.right());
      const Length bottom = max(box.bottom(), rect.bottom());
      box.x = min(box.x, rect.x);
      box.y = min(box.y, rect.y);
      box.width = right - box.x;
      box.height = bottom - box.y;
    }
    return box;
  }

  void add_strip(
      std::size_t number, const Strip& strip, Point at, std::uint32_t tag_base, Page& page) {
    const bool verso = plans_.pages[number].side == PageSide::left;
    const auto place = [&](std::size_t index, std::size_t hanging) {
      const Length across = index < hanging ? strip.hanging_verso_shift : strip.verso_shift;
      return verso ? at + Point{across, Length()} : at;
    };
    for (std::size_t i = 0; i < strip.items.size(); ++i) {
      Item item = strip.items[i];
      shift(item, place(i, strip.hanging_items));
      item.tag = offset(item.tag, tag_base);
      add_item(std::move(item), page);
    }
    for (std::size_t i = 0; i < strip.links.size(); ++i) {
      const StripLink& link = strip.links[i];
      const Rect box = link.box + place(i, strip.hanging_links);
      pending_links_.push_back({number, box, link.link, offset(link.tag, tag_base)});
    }
    for (const AnchorId anchor : strip.anchors) {
      anchor_points_[static_cast<std::size_t>(anchor)] = {static_cast<int>(number), at};
    }
    for (const Strip::Bookmark& bookmark : strip.bookmarks) {
      document().outline.push_back({bookmark.title, bookmark.level, static_cast<int>(number), at});
    }
  }

  /// A repeated table head: drawn again, but in the structure it stands only once.
  void add_repeated(const std::vector<Strip>& strips, Point& at, Page& page) {
    for (const Strip& strip : strips) {
      for (Item item : strip.items) {
        shift(item, at);
        item.tag = TagId::none;
        item.artifact = TagRole::artifact_layout;
        page.items.push_back(std::move(item));
      }
      at.y += strip.height;
    }
  }

  void add_column(std::size_t number, const ColumnPlan& column, Point at, Page& page) {
    const std::size_t flow = plans_.pages[number].flow;
    const Fragment& fragment = flows_[flow].fragment;
    add_floats(number, column, FloatPlace::head, at, page);
    if (column.continued != 0) {
      Point head{at.x, at.y + column.head};
      add_repeated(fragment.tables[column.continued - 1].continued, head, page);
      add_repeated(fragment.tables[column.continued - 1].head, head, page);
    }
    for (Item& item : box_items(fragment, {column.first, column.end}, column.tops)) {
      shift(item, at);
      page.items.push_back(std::move(item));
    }
    for (std::size_t i = column.first; i < column.end; ++i) {
      add_strip(number,
                fragment.strips[i],
                {at.x, at.y + column.tops[i - column.first]},
                flow_base_[flow],
                page);
    }
    if (column.cut != 0) {
      Point foot{at.x, at.y + column.used};
      add_repeated({fragment.tables[column.cut - 1].foot}, foot, page);
    }
    add_floats(number, column, FloatPlace::foot, at, page);
  }

  enum class FloatPlace : std::uint8_t { head, foot };

  /// Drawn in the order in which the eye meets them: those at the head before the text.
  void add_floats(
      std::size_t number, const ColumnPlan& column, FloatPlace place, Point at, Page& page) {
    const std::size_t flow = plans_.pages[number].flow;
    for (const PlacedFloat& placed : column.floats) {
      const bool head = !column.tops.empty() && placed.top < column.tops.front();
      if (head == (place == FloatPlace::head)) {
        const Strip& strip = flows_[flow].fragment.floats[placed.index].strip;
        add_strip(number, strip, {at.x, at.y + placed.top}, flow_base_[flow], page);
      }
    }
  }

  void add_notes(std::size_t number, const ColumnPlan& column, Point at, Page& page) {
    if (column.notes.empty()) {
      return;
    }
    const std::size_t flow_index = plans_.pages[number].flow;
    const Flow& flow = styled_.flows[flow_index];
    const auto& columns = plans_.pages[number].columns;
    const bool first = std::none_of(columns.data(), &column, [&](const ColumnPlan& above) {
      return above.index == column.index && !above.notes.empty();
    });
    if (first && flow.note_rule.width > Length()) {
      Rects rule;
      rule.fill = flow.note_rule.color;
      rule.rects.push_back(
          {at.x, at.y + flow.note_gap / 2, flow.note_rule_width, flow.note_rule.width});
      page.items.push_back({std::move(rule), TagId::none, TagRole::artifact_layout, Span()});
    }
    at.y += first ? flow.note_gap + flow.note_rule.width : Length();
    for (const NotePart& part : column.notes) {
      const auto index = static_cast<std::size_t>(part.note);
      const Fragment& note = *flows_[flow_index].notes[index];
      for (std::size_t i = part.first; i < part.end; ++i) {
        const Strip& strip = note.strips[i];
        at.y += i > part.first || strip.keep_space_at_top ? strip.space_before : Length();
        add_strip(number, strip, at, note_base_[flow_index][index], page);
        at.y += strip.height;
      }
    }
  }

  void resolve_links(std::size_t number) {
    Page& page = document().pages[number];
    for (; next_link_ < pending_links_.size() && pending_links_[next_link_].page == number;
         ++next_link_) {
      const PendingLink& pending = pending_links_[next_link_];
      const LinkTarget& target = styled_.links[static_cast<std::size_t>(pending.link)];
      LinkArea area;
      area.box = pending.box;
      area.tag = pending.tag;
      if (!target.uri.empty()) {
        area.uri = target.uri;
        area.description = target.uri;
      } else if (target.anchor != AnchorId::none) {
        const AnchorPoint& point = anchor_points_[static_cast<std::size_t>(target.anchor)];
        if (point.page < 0) {
          continue;
        }
        area.page = point.page;
        area.at = point.at;
        area.description = description_of(target.anchor, point.page);
      }
      page.links.push_back(std::move(area));
    }
  }

  /// What a link inside the issue leads to, in the language (R77).
  std::string description_of(AnchorId anchor, int page) const {
    const std::string& language = styled_.language;
    const bool chinese = language.starts_with("zh");
    const bool traditional = chinese && language.starts_with("zh-Hant");
    const bool japanese = language.starts_with("ja");
    if (styled_.anchors[static_cast<std::size_t>(anchor)].starts_with("note:")) {
      return traditional ? "腳註" : chinese || japanese ? "脚注" : "note";
    }
    std::string folio = plans_.pages[static_cast<std::size_t>(page)].folio;
    if (folio.empty()) {  // unnumbered: as a reader's window counts
      folio = std::to_string(page + 1);
    }
    return traditional ? "第" + folio + "頁"
           : chinese   ? "第" + folio + "页"
           : japanese  ? folio + "ページ"
                       : "page " + folio;
  }

  /// R78: a flow without a bookmark of its own, such as the cover, gets one by its page label.
  void add_flow_bookmarks() {
    auto& outline = document().outline;
    std::vector<char> done(flows_.size(), 0);
    for (const OutlineEntry& entry : outline) {
      done[plans_.pages[static_cast<std::size_t>(entry.page)].flow] = 1;
    }
    for (std::size_t i = 0; i < plans_.pages.size(); ++i) {
      const std::size_t flow = plans_.pages[i].flow;
      const std::string& title = styled_.flows[flow].label_prefix;
      if (done[flow] == 0 && !title.empty()) {
        outline.push_back({title, 1, static_cast<int>(i), {}});
      }
      done[flow] = 1;
    }
    std::stable_sort(outline.begin(), outline.end(), [](const auto& a, const auto& b) {
      return a.page < b.page;
    });
  }

  void set_metadata() {
    Document& d = document();
    d.labels = plans_.labels;
    d.title = styled_.title;
    d.author = styled_.author;
    d.subject = styled_.subject;
    d.keywords = styled_.keywords;
    d.language = styled_.language;
    d.right_bound = styled_.right_bound;
  }

  struct PendingLink {
    std::size_t page;
    Rect box;
    LinkId link;
    TagId tag;
  };

  const PagePlans& plans_;
  const std::vector<FlowText>& flows_;
  const BlockContext& context_;
  const Styled& styled_;
  std::vector<Furniture> furniture_;
  std::vector<std::uint32_t> flow_base_;
  std::vector<TagId> flow_root_;
  std::vector<std::vector<std::uint32_t>> note_base_;
  std::vector<AnchorPoint> anchor_points_;
  std::vector<PendingLink> pending_links_;
  std::size_t next_link_ = 0;
  Assembled out_;
};

}  // namespace

Assembled assemble(const PagePlans& plans,
                   const std::vector<FlowText>& flows,
                   const BlockContext& context) {
  return Assembler(plans, flows, context).run();
}

}  // namespace banxin
