//! The words of an export's statement that SQLite and PostgreSQL do not share, in braces:
//! `{texts X ORDER BY Y}` and `{ids X ORDER BY Y}` are lists, `{joined X ORDER BY Y}` a text for people, in
//! the order of a text's bytes where Y is `bytes of TEXT`, `{text 1}`, `{day 1}` and `{id 1}` are values,
//! `{hex X}` are the digits of bytes, and `{source of t}` is the place that decides what a record says.

use sea_orm::DbBackend;

/// Fills the braces in.
pub(super) fn fill(sql: &str, backend: DbBackend) -> String {
    let mut filled = String::with_capacity(sql.len());
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once('{') {
        let (inside, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(before);
        filled.push_str(&words(inside, backend));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

fn words(inside: &str, backend: DbBackend) -> String {
    let postgres = backend == DbBackend::Postgres;
    let (what, of) = inside.split_once(' ').unwrap_or((inside, ""));
    let (value, order) = of.split_once(" ORDER BY ").unwrap_or((of, "1"));
    let order = match order.strip_prefix("bytes of ") {
        Some(text) if postgres => format!("({text}) COLLATE \"C\""),
        Some(text) => text.to_owned(),
        None => order.to_owned(),
    };
    let list = |value: &str, separator: &str| {
        if postgres {
            format!("string_agg({value}, {separator} ORDER BY {order})")
        } else {
            format!("group_concat({value}, {separator} ORDER BY {order})")
        }
    };
    let part = if postgres { "chr(31)" } else { "char(31)" };
    match what {
        "texts" => list(value, part),
        "joined" => list(value, "'; '"),
        "ids" if postgres => list(&format!("CAST({value} AS text)"), part),
        "ids" => list(&format!("lower(hex({value}))"), part),
        "hex" if postgres => format!("encode({value}, 'hex')"),
        "hex" => format!("lower(hex({value}))"),
        "text" if postgres => format!("CAST(${of} AS text)"),
        // Bound as the text that it is.
        "day" if postgres => format!("CAST(CAST(${of} AS text) AS date)"),
        "id" if postgres => format!("CAST(CAST(${of} AS text) AS uuid)"),
        "id" => format!("unhex(replace(?{of}, '-', ''))"),
        "text" | "day" => format!("?{of}"),
        // A record that another text made is decided by that text; of several, by the smallest document.
        _ => "source ON source.node_id = t.id AND source.document_id = (
        SELECT place.document_id FROM source place JOIN document ON document.id = place.document_id
        WHERE place.node_id = t.id ORDER BY place.cited, document.oldest_first LIMIT 1
    )"
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::DbBackend;

    use super::fill;

    #[test]
    fn braces_are_filled_in_for_each_database() {
        let sql = "SELECT {ids x ORDER BY y} FROM t";
        assert_eq!(
            fill(sql, DbBackend::Postgres),
            "SELECT string_agg(CAST(x AS text), chr(31) ORDER BY y) FROM t"
        );
        assert_eq!(
            fill(sql, DbBackend::Sqlite),
            "SELECT group_concat(lower(hex(x)), char(31) ORDER BY y) FROM t"
        );
    }
}
