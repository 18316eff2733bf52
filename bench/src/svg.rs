//! SVG as text: what the charts have in common.

/// Text as XML has it, in elements and in attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // XML 1.0 has no other control characters (section 2.2).
            control if control.is_control() && !matches!(control, '\n' | '\t') => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A picture of that size, with a text for who does not see it. Its colours are variables, which a dark page changes.
pub(crate) fn picture(
    (width, height): (u32, u32),
    (title, description): (&str, &str),
    style: &str,
    body: &str,
) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-labelledby=\"title description\">\n\
         <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n<style>\n\
         text {{ font: 12px system-ui, sans-serif; fill: var(--ink) }}\n\
         :root {{ --ink: #1f2328; --paper: #ffffff; --line: #d1d9e0 }}\n{style}\
         @media (prefers-color-scheme: dark) {{ :root {{ --ink: #f0f6fc; --paper: #0d1117; --line: #3d444d }} }}\n\
         </style>\n<rect width=\"{width}\" height=\"{height}\" fill=\"var(--paper)\"/>\n{body}</svg>\n",
        escape(title),
        escape(description),
    )
}

#[cfg(test)]
mod tests {
    use super::{escape, picture};

    #[test]
    fn a_text_closes_no_element() {
        assert_eq!(escape("a<b> & \"c\"\u{1}"), "a&lt;b&gt; &amp; &quot;c&quot;\u{fffd}");
    }

    #[test]
    fn a_picture_has_a_text_and_colours_for_the_dark() {
        let picture = picture((10, 20), ("<t>", "d"), "", "<g/>");
        assert!(
            picture.contains("<title id=\"title\">&lt;t&gt;</title>")
                && picture.contains("<desc id=\"description\">d<")
        );
        assert!(picture.contains("prefers-color-scheme: dark") && picture.ends_with("<g/></svg>\n"));
    }
}
