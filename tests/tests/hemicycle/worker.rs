//! Documents that do harm to who reads them: each is refused with its reason, and nothing else happens.

use std::{fs, path::Path};

use flate2::{Compression, write::ZlibEncoder};
use tests::{
    Program, block_on,
    document::{Pdf, docx, html, stream, zip},
    on_both, sample,
};

/// Lets the processes of one test be found among all: nobody else asks for so many bytes.
const MEMORY: &str = "536870913";

/// Mebibytes of the same byte, deflated.
fn bomb(mebibytes: usize) -> Vec<u8> {
    use std::io::Write;
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    let block = vec![b' '; 1 << 20];
    for _ in 0..mebibytes {
        packed.write_all(&block).unwrap();
    }
    packed.finish().unwrap()
}

/// A form that draws what the next one draws, ten times each: a drawing with a billion parts.
fn laughs() -> Vec<u8> {
    let mut pdf = Pdf::pages(&[stream("", b"/X Do")]);
    for number in 0..10 {
        let next = pdf.objects.len() + 2;
        let inside: &[u8] =
            if number < 9 { b"/X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do /X Do" } else { b"" };
        let form = format!("/Type/XObject/Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>");
        pdf.objects.push(stream(&form, inside));
    }
    pdf.bytes()
}

/// A form that draws itself.
fn ouroboros() -> Vec<u8> {
    let mut pdf = Pdf::pages(&[stream("", b"/X Do")]);
    let own = pdf.objects.len() + 1;
    let form = format!("/Type/XObject/Subtype/Form/Resources<</XObject<</X {own} 0 R>>>>");
    pdf.objects.push(stream(&form, b"/X Do"));
    pdf.bytes()
}

/// A file that opens with a password that nobody told.
fn locked() -> Vec<u8> {
    let mut pdf = Pdf::new(&sample::opinion(1));
    let key = "<".to_owned() + &"5a".repeat(32) + ">";
    pdf.objects.push(format!("<</Filter/Standard/V 1/R 2/O{key}/U{key}/P -4>>").into_bytes());
    pdf.trailer = format!("/Encrypt {} 0 R/ID[<00><00>]", pdf.objects.len());
    pdf.bytes()
}

/// What each file holds, and what is said of it.
fn hostile() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = Pdf::new(&sample::opinion(1)).bytes();
    let bombs = Pdf::pages(&[stream("/Filter/FlateDecode", &bomb(200))]).bytes();
    assert!(bombs.len() < 1 << 20);
    let part = bomb(4);
    let zipped = zip(&[("word/document.xml", &vec![b' '; 70 << 20])]);
    assert!(zipped.len() < 1 << 20);
    let cut = stream("/Filter/FlateDecode", &part[..part.len() / 2]);
    vec![
        ("cut.pdf", whole[..whole.len() / 2].to_vec(), "EXTRACTION_FAILED"),
        ("head.pdf", b"%PDF-1.7\n".to_vec(), "EXTRACTION_FAILED"),
        ("cut-page.pdf", Pdf::pages(&[cut]).bytes(), "EXTRACTION_FAILED"),
        (
            "ouroboros.pdf",
            ouroboros(),
            "EXTRACTION_FAILED: The file cannot be read: its parts contain each other",
        ),
        ("bomb.pdf", bombs, "EXTRACTION_LIMIT: The PDF unpacks to more than"),
        ("scan.pdf", Pdf::pages(&[stream("", b"0 0 9 9 re f")]).bytes(), "NO_TEXT_LAYER"),
        ("locked.pdf", locked(), "ENCRYPTED"),
        ("bomb.docx", zipped, "EXTRACTION_LIMIT: The DOCX unpacks to more than"),
        ("cut.docx", docx(&sample::opinion(1))[..400].to_vec(), "EXTRACTION_FAILED"),
        ("deep.html", format!("<html>{}", "<div>".repeat(100_000)).into_bytes(), "EMPTY"),
    ]
}

/// The processes that read documents for this file's tests.
fn running() -> usize {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    all.filter(|process| {
        let line = fs::read(process.path().join("cmdline")).unwrap_or_default();
        line.split(|byte| *byte == 0).any(|word| word == b"extract")
            && line.windows(9).any(|word| word == MEMORY.as_bytes())
    })
    .count()
}

#[test]
fn hostile_documents_are_refused_with_their_reasons_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let files = hostile();
    let good = folder.path().join("good.pdf");
    fs::write(&good, Pdf::new(&sample::opinion(1)).bytes()).unwrap();
    on_both(|database| {
        let mut program = Program::new(database).args(&["import", "--territory", "99"]);
        program = program.args(&["--extract-memory", MEMORY]);
        for (name, bytes, _) in &files {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            program = program.arg(path);
        }
        let run = program.arg(&good).run();
        assert_eq!(run.code, Some(1));
        for (name, _, says) in &files {
            let line = format!("{}:1:1: error {says}", folder.path().join(name).display());
            assert!(run.stderr.contains(&line), "{line}: {}", run.stderr);
        }
        assert!(
            run.stdout.contains("good.pdf: read the opinion \"Le canal numéro 1 des Deux-Lacs\""),
            "{run:?}"
        );
        assert_eq!(running(), 0);
        let rows = block_on(database.dump());
        let count = |table: &str| rows.iter().filter(|row| row.starts_with(table)).count();
        assert_eq!(
            (count("blob: "), count("document: "), count("opinion: ")),
            (files.len() + 1, files.len() + 1, 1)
        );
        let problems: Vec<String> = rows.into_iter().filter(|row| row.starts_with("problem: ")).collect();
        problems
    });
}

#[test]
fn a_document_that_takes_too_long_or_too_much_is_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let [page, drawing] = ["avis.html", "laughs.pdf"].map(|name| folder.path().join(name));
    fs::write(&page, html(&"Le CESER a voté.\n\n".repeat(200_000), "")).unwrap();
    fs::write(&drawing, laughs()).unwrap();
    let refused = |path: &Path, options: &[&str], says: &str| {
        let program = Program::bare().args(&["import", "--dry-run", "--territory", "99"]);
        let run = program.args(options).arg(path).run();
        assert_eq!(run.code, Some(1));
        assert!(run.stderr.contains(&format!(":1:1: error {says}")), "{says}: {run:?}");
    };
    refused(
        &page,
        &["--extract-time", "0"],
        "EXTRACTION_TIMEOUT: Reading the file took longer than 0 seconds",
    );
    let memory = "EXTRACTION_LIMIT: Reading the file takes more than 10000000 bytes of memory";
    refused(&page, &["--extract-memory", "10000000"], memory);
    // The clock waits: on a busy machine a second of processor time takes long.
    let processor = "EXTRACTION_LIMIT: Reading the file takes more than 1 seconds of processor time";
    refused(&drawing, &["--extract-cpu", "1", "--extract-time", "3600"], processor);
}

/// A copy with some bytes changed; the same seed changes the same.
fn mutated(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |bound: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % bound as u64).unwrap()
    };
    let mut bytes = bytes.to_vec();
    for _ in 0..=next(30) {
        let at = next(bytes.len());
        bytes[at] = u8::try_from(next(256)).unwrap();
    }
    if next(4) == 0 {
        bytes.truncate(next(bytes.len()));
    }
    bytes
}

#[test]
fn two_hundred_damaged_pdfs_end_nothing_but_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let whole = Pdf::new(&sample::opinion(2)).bytes();
    let path = |name: String| folder.path().join(name);
    let files: Vec<_> = (0..200).map(|seed| path(format!("{seed}.pdf"))).collect();
    for (file, seed) in files.iter().zip(1..) {
        fs::write(file, mutated(&whole, seed)).unwrap();
    }
    let good = path("good.docx".to_owned());
    fs::write(&good, docx(&sample::opinion(1))).unwrap();
    on_both(|database| {
        let mut program = Program::new(database).args(&["import", "--territory", "99"]);
        for file in &files {
            program = program.arg(file);
        }
        let run = program.arg(&good).run();
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        let name = |path: &Path| path.display().to_string();
        for file in &files {
            let refused = run.stderr.contains(&format!("{}: refused. Its bytes are kept", name(file)));
            let read = run.stdout.contains(&format!("{}: read the opinion", name(file)));
            assert!(refused != read, "{}: {}", name(file), run.stderr);
            let reason = format!("{}:", name(file));
            assert!(
                read || run.stderr.lines().any(|line| line.starts_with(&reason) && line.contains(": error "))
            );
        }
        assert!(run.stdout.contains(&format!("{}: read the opinion", name(&good))), "{}", run.stdout);
        assert!(run.stderr.matches("EXTRACTION_FAILED").count() > 20, "{}", run.stderr);
        run.stdout
    });
}
