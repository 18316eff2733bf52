//! A page of an assembly's site.

use super::{Block, blocks, escaped};

/// The text as a page, between the site's menu and its footer, with a style of one's own.
pub fn html(text: &str, style: &str) -> String {
    let mut body = String::new();
    let mut list = false;
    for (number, block) in blocks(text).into_iter().enumerate() {
        if list != matches!(block, Block::Item(_)) {
            body += if list { "</ul>\n" } else { "<ul>\n" };
            list = !list;
        }
        match block {
            Block::Item(item) => body += &format!("<li>{}\n", escaped(&item)),
            Block::Paragraph(lines) => {
                let tag = if number == 0 { "h1" } else { "p" };
                body += &format!("<{tag}>{}</{tag}>\n", escaped(&lines.join("\n")).replace('\n', "<br>"));
            }
        }
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>CESER</title><style>{style}</style>\
         </head><body><nav><ul><li>Accueil</li></ul></nav><main>\n{body}</main><footer>Mentions légales</footer></body></html>\n"
    )
}
