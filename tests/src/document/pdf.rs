//! A PDF as a simple program writes it: one font, one string for each line.

/// Lines after which a page ends, within the next paragraph: where a page ends between two paragraphs, no one can see
/// that they are two.
const LINES: usize = 30;

/// What Windows-1252 holds beyond Latin-1, as far as the samples need it.
const WINDOWS: [(char, u8); 4] = [('’', 0x92), ('œ', 0x9c), ('…', 0x85), ('–', 0x96)];

/// The objects of a file, the first of them the catalogue.
pub struct Pdf {
    pub objects: Vec<Vec<u8>>,
    /// What else its trailer says.
    pub trailer: String,
}

impl Pdf {
    /// The text on as many pages as it needs.
    pub fn new(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let mut pages = Vec::new();
        let mut start = 0;
        for at in 1..lines.len() {
            let within = !lines[at - 1].is_empty() && !lines[at].is_empty() && !lines[at].starts_with("- ");
            if at - start > LINES && within {
                pages.push(page(&lines[start..at]));
                start = at;
            }
        }
        pages.push(page(&lines[start..]));
        Self::pages(&pages)
    }

    /// Pages that draw what these streams say. The font is object 3, and has the name F1.
    pub fn pages(contents: &[Vec<u8>]) -> Self {
        let kids: Vec<String> = (0..contents.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
        let mut objects = vec![
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), kids.len()).into_bytes(),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        ];
        let last = 4 + 2 * contents.len();
        for content in contents {
            let number = objects.len() + 2;
            let page = format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {number} 0 R\
                 /Resources<</Font<</F1 3 0 R>>/XObject<</X {last} 0 R>>>>>>"
            );
            objects.extend([page.into_bytes(), content.clone()]);
        }
        Self { objects, trailer: String::new() }
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut file = b"%PDF-1.4\n".to_vec();
        let mut places = String::new();
        for (object, number) in self.objects.iter().zip(1..) {
            places += &format!("{:010} 00000 n \n", file.len());
            file.extend(format!("{number} 0 obj\n").bytes());
            file.extend_from_slice(object);
            file.extend(b"\nendobj\n");
        }
        let (table, size) = (file.len(), self.objects.len() + 1);
        let trailer = &self.trailer;
        file.extend(
            format!(
                "xref\n0 {size}\n0000000000 65535 f \n{places}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n\
                 startxref\n{table}\n%%EOF\n"
            )
            .bytes(),
        );
        file
    }
}

/// A stream with what its dictionary says beside its length.
pub fn stream(dictionary: &str, bytes: &[u8]) -> Vec<u8> {
    let mut object = format!("<<{dictionary}/Length {}>>\nstream\n", bytes.len()).into_bytes();
    object.extend_from_slice(bytes);
    object.extend(b"\nendstream");
    object
}

/// What draws the lines of a page, each at its height.
fn page(lines: &[&str]) -> Vec<u8> {
    let mut content = Vec::new();
    for (line, number) in lines.iter().zip(0u16..) {
        content.extend(format!("BT /F1 10 Tf 1 0 0 1 50 {} Tm (", 800 - 13 * number).bytes());
        for char in line.chars() {
            let known = WINDOWS.iter().find(|(known, _)| *known == char).map(|(_, byte)| *byte);
            let byte = known.unwrap_or_else(|| u8::try_from(u32::from(char)).unwrap());
            if matches!(byte, b'(' | b')' | b'\\') {
                content.push(b'\\');
            }
            content.push(byte);
        }
        content.extend(b") Tj ET\n");
    }
    stream("", &content)
}
