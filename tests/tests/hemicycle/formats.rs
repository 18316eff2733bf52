//! The same opinion in every format that assemblies publish.

use std::{fs, path::Path, process::Command};

use ingest::{Parsed, parse};
use serde_json::json;
use tests::{
    Program, Server,
    document::{Pdf, docx, html},
    on_both, sample,
};

/// The project's own opinions, about a region that does not exist.
const OPINIONS: [&str; 6] = [
    include_str!("../../../api/demo/2023-03-14-avis-2-1.txt"),
    include_str!("../../../api/demo/2023-06-20-avis-3-4.txt"),
    include_str!("../../../api/demo/2023-10-10-avis-1-3.txt"),
    include_str!("../../../api/demo/2024-02-06-autosaisine.txt"),
    include_str!("../../../api/demo/2024-06-18-avis-2-2.txt"),
    include_str!("../../../api/demo/2024-10-15-voeu.txt"),
];

/// All that was read of a document but for the places where it was read.
fn facts(bytes: &[u8]) -> String {
    let parsed: Parsed = parse(bytes, &sample::options());
    assert_eq!(parsed.problems, []);
    let told = format!("{:#?}", parsed.records.unwrap());
    let mut lines = told.lines();
    let mut facts = String::new();
    while let Some(line) = lines.next() {
        if line.ends_with("Span {") {
            // `start`, `end`, `page`, and the brace; a page may be written on three lines.
            lines.by_ref().find(|line| line.trim_start().starts_with('}'));
        } else {
            facts += &format!("{line}\n");
        }
    }
    facts
}

/// Panics at the first line where two lists of facts differ.
fn assert_same(told: &str, expected: &str, what: &str) {
    for (number, (told, expected)) in told.lines().zip(expected.lines()).enumerate() {
        assert_eq!(told, expected, "{what}, line {number}");
    }
    assert_eq!(told.lines().count(), expected.lines().count(), "{what}");
}

#[test]
fn a_pdf_a_docx_and_a_page_say_what_the_text_says() {
    for text in OPINIONS {
        let expected = facts(text.as_bytes());
        assert!(expected.len() > 2000, "facts were read");
        assert_same(&facts(html(text, "").as_bytes()), &expected, "HTML");
        assert_same(&facts(&docx(text)), &expected, "DOCX");
        assert_same(&facts(&Pdf::new(text).bytes()), &expected, "PDF");
    }
}

/// A page as Chromium prints it.
fn printed(folder: &Path, page: &str) -> Vec<u8> {
    let (source, pdf) = (folder.join("page.html"), folder.join("page.pdf"));
    fs::write(&source, page).unwrap();
    let run = Command::new(std::env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into()))
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(&source)
        .output()
        .unwrap();
    assert!(pdf.is_file(), "{}", String::from_utf8_lossy(&run.stderr));
    fs::read(pdf).unwrap()
}

/// What a site prints. The dash is a letter; Chromium draws a disc as a picture, in which no one can read a bullet.
const PRINT: &str = "nav, footer { display: none } p { margin: 1em 0 } li { list-style-type: '- ' } \
    body { font-size: 9pt } h1 { font-size: 10pt }";

#[test]
fn a_pdf_that_a_browser_printed_says_what_the_text_says() {
    let folder = tempfile::tempdir().unwrap();
    let text = OPINIONS[0];
    let expected = facts(text.as_bytes());
    let plain = printed(folder.path(), &html(text, PRINT));
    assert_same(&facts(&plain), &expected, "one column");
    // Wide enough for the longest heading of a declaration: one that goes on below is a matter of reading, not of text.
    let wide =
        "@page { size: A3 landscape; margin: 1cm } main { columns: 2; hyphens: auto; text-align: justify }";
    let columns = format!("{PRINT} {wide}");
    let columns = printed(folder.path(), &html(text, &columns));
    assert_same(&facts(&columns), &expected, "two columns");
}

#[test]
fn every_format_comes_in_through_the_door_with_its_media_type_and_its_pages() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    // A file's name says nothing.
    let latin: Vec<u8> =
        sample::opinion(4).chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect();
    let files = [
        write("1.doc", &Pdf::new(OPINIONS[0]).bytes()),
        write("2.pdf", &docx(&sample::opinion(2))),
        write("3.txt", html(&sample::opinion(3), "").as_bytes()),
        write("4.html", &latin),
    ];
    on_both(|database| {
        let mut program = Program::new(database).args(&["import", "--territory", "99"]);
        for file in &files {
            program = program.arg(file);
        }
        let run = program.run();
        assert_eq!(run.code, Some(0), "{run:?}");
        let server = Server::start(database);
        let data = server.data(
            "{ opinions(first: 9, orderBy: { field: SESSION_DATE, direction: ASC }) { nodes { title source { document { mediaType } page } \
             declarations { source { page } } } } }",
        );
        let nodes = data["opinions"]["nodes"].as_array().unwrap();
        let types: Vec<_> = nodes.iter().map(|node| &node["source"]["document"]["mediaType"]).collect();
        assert_eq!(
            types,
            [
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "text/html; charset=utf-8",
                "text/plain; charset=windows-1252",
                "application/pdf",
            ]
        );
        assert_eq!(nodes[0]["source"]["page"], json!(null));
        assert_eq!(nodes[3]["source"]["page"], json!(1));
        data
    });
}
