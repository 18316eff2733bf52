//! A long PDF, as a simple program writes it: one font, one string for each line.

use std::hint::black_box;

use ingest::{Options, extract};

/// Lines on a page.
const LINES: usize = 45;

/// A PDF of so many pages: the lines of opinions, one after the other.
pub(crate) fn pages(count: u32) -> Vec<u8> {
    let text: String = (0..)
        .map(crate::document::opinion)
        .take(count as usize)
        .fold(String::new(), |text, bytes| text + &String::from_utf8_lossy(&bytes));
    let lines: Vec<&str> = text.lines().take(count as usize * LINES).collect();
    let kids: Vec<String> = (0..count).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{}]/Count {count}>>", kids.join(" ")).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    for lines in lines.chunks(LINES) {
        let number = objects.len() + 2;
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        );
        objects.extend([page.into_bytes(), content(lines)]);
    }
    file(&objects)
}

fn content(lines: &[&str]) -> Vec<u8> {
    let mut drawn = b"BT /F1 9 Tf 16 TL 50 790 Td\n".to_vec();
    for line in lines {
        drawn.push(b'(');
        for char in line.chars() {
            if matches!(char, '(' | ')' | '\\') {
                drawn.push(b'\\');
            }
            drawn.push(u8::try_from(u32::from(char)).unwrap_or(b'?'));
        }
        drawn.extend(b") Tj T*\n");
    }
    drawn.extend(b"ET\n");
    let mut object = format!("<</Length {}>>\nstream\n", drawn.len()).into_bytes();
    object.extend(drawn);
    object.extend(b"endstream");
    object
}

fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = String::new();
    for (object, number) in objects.iter().zip(1..) {
        places += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend_from_slice(object);
        file.extend(b"\nendobj\n");
    }
    let (table, size) = (file.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
    );
    file.extend(end.bytes());
    file
}

/// Takes the text out, and says how many pages it has.
pub(crate) fn text(bytes: &[u8]) -> u32 {
    pages_of(&black_box(extract(bytes)))
}

/// Takes the text out, and reads it as an opinion.
pub(crate) fn read(bytes: &[u8]) -> u32 {
    let extracted = extract(bytes);
    let pages = pages_of(&extracted);
    let parsed = ingest::read(extracted, &Options { territory: Some("99".to_owned()), ..Options::default() });
    assert!(parsed.records.is_some(), "{:?}", parsed.problems);
    black_box(parsed);
    pages
}

fn pages_of(extracted: &ingest::Extracted) -> u32 {
    match &extracted.text {
        Ok(text) => u32::try_from(text.matches('\u{c}').count()).unwrap_or(u32::MAX).saturating_add(1),
        Err(problem) => panic!("{}: {}", problem.code, problem.message),
    }
}
