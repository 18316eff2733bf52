//! One frame of a stack, as a reader wants to see it: which function, and whose.

/// The function's name without addresses, hashes and type arguments.
pub(crate) fn name(symbol: &str, object: &str) -> String {
    let symbol = symbol.rfind("+0x").map_or(symbol, |place| &symbol[..place]);
    if symbol == "[unknown]" {
        let object = object.rsplit('/').next().unwrap_or(object);
        return format!("[{}]", object.trim_matches(['[', ']']));
    }
    let plain = plain(symbol);
    match plain.rsplit_once("::h") {
        Some((name, hash)) if hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            name.to_owned()
        }
        _ => plain,
    }
}

/// Without what stands in brackets after a name: `Vec<T>::push` is `Vec::push`. A path in brackets is what is
/// implemented for a type, and stays: `<Vec<T> as Clone>::clone` is `<Vec as Clone>::clone`.
fn plain(symbol: &str) -> String {
    let (mut shown, mut depth) = (String::new(), 0u32);
    let mut before = ' ';
    for character in symbol.chars() {
        match character {
            '<' if depth > 0 || before.is_alphanumeric() || matches!(before, '_' | ':') => depth += 1,
            '>' if depth > 0 && before != '-' => depth -= 1,
            _ if depth == 0 => shown.push(character),
            _ => (),
        }
        before = character;
    }
    // `Vec::<T>::push` had its colons on both sides.
    shown.replace("::::", "::")
}

/// Whose the function is: a crate of Rust, an allocator, the kernel, or a library in C.
pub(crate) fn owner(name: &str, object: &str) -> String {
    if object.contains("kernel") || object.contains("vdso") || object.contains(".ko") {
        return "kernel".to_owned();
    }
    let bare = name.trim_start_matches('_');
    if ["mi_", "int_malloc", "int_free", "malloc", "free", "cfree", "realloc", "calloc", "operator "]
        .iter()
        .any(|known| bare.starts_with(known))
    {
        return "allocator".to_owned();
    }
    if object.contains("libc.so") || object.contains("libm.so") || name.starts_with('[') {
        return "libc and others".to_owned();
    }
    let path = name.trim_start_matches(['<', '&', '*', '(', '[']);
    let path = ["mut ", "dyn ", "const "].iter().fold(path, |path, word| path.trim_start_matches(word));
    match path.split_once("::") {
        Some((owner, _))
            if owner.chars().all(|character| character.is_alphanumeric() || character == '_') =>
        {
            owner.to_owned()
        }
        // The C that is in the program: SQLite, but for compression.
        _ if name.starts_with("ZSTD") || name.starts_with("HUF_") => "zstd".to_owned(),
        _ => "sqlite".to_owned(),
    }
}

/// What of a name tells a reader most: the type or module, and the function. Of what is implemented for a type it is
/// the type, not the trait; a closure is called as what it stands in.
pub(crate) fn short(name: &str) -> String {
    let name = name.replace("::{{closure}}", "");
    let (path, function) = match name.strip_prefix('<').and_then(|rest| rest.rsplit_once(">::")) {
        Some((path, function)) => (path.split(" as ").next().unwrap_or(path), function),
        None => name.rsplit_once("::").unwrap_or(("", &name)),
    };
    match path.rsplit("::").find(|part| *part != "_") {
        Some(part) if !part.is_empty() => format!("{}::{function}", part.trim_start_matches(['<', '&'])),
        _ => function.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{name, owner, short};

    #[test]
    fn a_short_name_is_of_the_type_and_the_function() {
        for (function, shown) in [
            ("<futures_util::future::Done as core::future::future::Future>::poll", "Done::poll"),
            ("api::graphql::opinion::_::resolve::{{closure}}::{{closure}}", "opinion::resolve"),
            ("<std::sys::thread::unix::Thread>::new::thread_start", "Thread::new::thread_start"),
            ("tcp_sendmsg", "tcp_sendmsg"),
        ] {
            assert_eq!(short(function), shown);
        }
    }

    #[test]
    fn a_name_has_no_address_no_hash_and_no_types() {
        assert_eq!(
            name("hyper::proto::h1::Conn<I,B>::poll::h0123456789abcdef+0x1f", "hemicycle"),
            "hyper::proto::h1::Conn::poll"
        );
        assert_eq!(
            name("<alloc::vec::Vec<T> as core::clone::Clone>::clone+0x2", "a"),
            "<alloc::vec::Vec as core::clone::Clone>::clone"
        );
        assert_eq!(name("core::ops::Fn::<fn(u8) -> u8>::call", "a"), "core::ops::Fn::call");
        assert_eq!(name("[unknown]", "/usr/lib/libc.so.6"), "[libc.so.6]");
        assert_eq!(name("__memmove_avx_unaligned_erms+0x6", "libc"), "__memmove_avx_unaligned_erms");
    }

    #[test]
    fn each_function_has_an_owner() {
        for (function, object, whose) in [
            ("<alloc::vec::Vec as core::clone::Clone>::clone", "hemicycle", "alloc"),
            ("<&mut serde_json::Serializer as serde::Serializer>::end", "hemicycle", "serde_json"),
            ("_mi_page_malloc_zero", "hemicycle", "allocator"),
            ("_int_malloc", "libc.so.6", "allocator"),
            ("operator delete[]", "hemicycle", "allocator"),
            ("ZSTD_compress", "hemicycle", "zstd"),
            ("sqlite3VdbeExec", "hemicycle", "sqlite"),
            ("tcp_sendmsg", "[kernel.kallsyms]", "kernel"),
            ("__memmove_avx_unaligned_erms", "libc.so.6", "libc and others"),
        ] {
            assert_eq!(owner(function, object), whose);
        }
    }
}
