//! The ledger: whatever was changed behind the program's back is found, and nothing else is.

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use serde_json::Value;
use store::{Finding, Store};
use tests::{Database, Output, Program, Server, block_on, everything, on_both, sample};

fn verify(database: &Database, options: &[&str]) -> Output {
    Program::new(database).arg("verify").args(options).run()
}

/// What `verify --json` says; it must end with 1 where it found something, and with 0 where not.
fn verified(database: &Database, options: &[&str]) -> Value {
    let output = verify(database, &[&["--json"], options].concat());
    let said: Value = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    let found = !said["findings"].as_array().unwrap().is_empty();
    assert_eq!(output.code, Some(i32::from(found)), "{output:?}");
    said
}

/// The codes of what was found.
fn found(database: &Database) -> BTreeSet<String> {
    let said = verified(database, &[]);
    let codes = said["findings"].as_array().unwrap().iter();
    codes.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect()
}

fn head(database: &Database) -> String {
    let said = verified(database, &[]);
    format!("{}:{}", said["size"], said["head"].as_str().unwrap())
}

#[test]
fn a_ledger_that_nobody_touched_is_whole_and_its_head_can_be_kept() {
    on_both(|database| {
        let empty = verify(database, &[]);
        assert_eq!(empty.code, Some(1), "{empty:?}");
        everything(database);
        let kept = head(database);
        let server = Server::start(database);
        let ledger = server.ask("{ ledger { head size } }");
        let ledger = &ledger["data"]["ledger"];
        assert_eq!(format!("{}:{}", ledger["size"], ledger["head"].as_str().unwrap()), kept);

        block_on(async { sample::import(&database.store().await, sample::opinion(99)).await });
        let now = head(database);
        assert_ne!(now, kept);
        assert_eq!(verify(database, &["--head", &kept]).code, Some(0));
        let forged = kept.replace(&kept[kept.len() - 4..], "0000");
        let output = verify(database, &["--head", &forged]);
        assert_eq!(output.code, Some(1));
        assert!(output.stderr.contains("has not the hash that it had"), "{output:?}");
        assert_eq!(verify(database, &["--head", "17:abc"]).code, Some(2));
        verify(database, &[]).code
    });
}

/// The columns of a table, with what SQL makes another value of each.
async fn columns(on: &DatabaseConnection, table: &str) -> Vec<(String, String)> {
    let postgres = on.get_database_backend() == DbBackend::Postgres;
    let sql = if postgres {
        format!(
            "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = '{table}'"
        )
    } else {
        format!("SELECT name, type FROM pragma_table_info('{table}')")
    };
    let rows = on.query_all_raw(Statement::from_string(on.get_database_backend(), sql)).await.unwrap();
    let mut columns: Vec<(String, String)> = rows
        .iter()
        .map(|row| {
            let (name, kind): (String, String) =
                (row.try_get("", "name").unwrap(), row.try_get("", "type").unwrap());
            let column = format!("\"{name}\"");
            let other = match kind.to_lowercase().as_str() {
                "text" => format!("{column} || 'x'"),
                "boolean" => format!("NOT {column}"),
                "bigint" | "integer" | "int" | "smallint" => format!("{column} + 100000"),
                "date" => format!("{column} + 4000"),
                "timestamp with time zone" => format!("{column} + interval '1 second'"),
                "bytea" => format!("set_byte({column}, 0, (get_byte({column}, 0) + 1) % 256)"),
                "uuid" => format!("('f' || substr(CAST({column} AS text), 2))::uuid"),
                "blob" | "uuid_blob" => {
                    format!("CAST(substr({column}, 1, length({column}) - 1) || x'7f' AS BLOB)")
                }
                // Their text, one digit later.
                "date_text" | "timestamp_with_timezone_text" => format!("replace({column}, '20', '19')"),
                other => panic!("{table}.{name} is {other}: say how it is changed"),
            };
            (name, other)
        })
        .collect();
    columns.sort();
    columns
}

/// Changes one value in one row of each column of each table, as someone who may write the database could, and puts it back.
/// Returns the columns that could be changed.
async fn tamper(database: &Database, store: &Store) -> BTreeSet<String> {
    let mut options = ConnectOptions::new(&database.address);
    options.max_connections(1);
    let on = sea_orm::Database::connect(options).await.unwrap();
    let postgres = on.get_database_backend() == DbBackend::Postgres;
    // Constraints are no hindrance to whoever may write the file.
    let free: &[&str] = if postgres {
        &["SET session_replication_role = replica"]
    } else {
        &["PRAGMA foreign_keys = off", "PRAGMA ignore_check_constraints = on"]
    };
    for setting in free {
        on.execute_unprepared(setting).await.unwrap();
    }
    let rows = database.dump().await;
    let tables: BTreeSet<&str> = rows.iter().map(|row| row.split(": ").next().unwrap()).collect();
    let made = |table: &str| table == "opinion_tally" || table.starts_with("search_");
    let tables: Vec<&str> = tables.into_iter().filter(|table| !made(table)).collect();
    let mut changes = Vec::new();
    for table in &tables {
        on.execute_unprepared(&format!("CREATE TABLE saved_{table} AS SELECT * FROM \"{table}\""))
            .await
            .unwrap();
        changes.push((*table, columns(&on, table).await.into_iter()));
    }
    let mut done = BTreeSet::new();
    // A column of each table at a time; history and bytes by themselves, since a change of them is not told by its table.
    let alone = |table: &str| table == "revision" || table == "blob";
    for of in ["revision", "blob", ""] {
        loop {
            let turn =
                changes.iter_mut().filter(|(table, _)| if alone(of) { *table == of } else { !alone(table) });
            let turn: Vec<_> = turn.filter_map(|(table, columns)| Some((*table, columns.next()?))).collect();
            if turn.is_empty() {
                break;
            }
            let mut changed = BTreeSet::new();
            for (table, (column, other)) in turn {
                if change(&on, table, &column, &other).await {
                    changed.insert(table);
                    done.insert(format!("{table}.{column}"));
                }
            }
            let findings = store.verify(None, |_| {}).await.unwrap().findings;
            for table in &changed {
                let told = findings.iter().any(|finding| match finding {
                    Finding::Row { table: of, .. } => of == table,
                    _ => alone(table),
                });
                assert!(told, "{table} was changed, and nothing was found: {findings:?}; {done:?}");
            }
            for table in changed {
                on.execute_unprepared(&format!("DELETE FROM \"{table}\"")).await.unwrap();
                let back = format!("INSERT INTO \"{table}\" SELECT * FROM saved_{table}");
                on.execute_unprepared(&back).await.unwrap();
            }
        }
    }
    assert_eq!(store.verify(None, |_| {}).await.unwrap().findings, [], "all was put back");
    done
}

/// Changes a column's value in one row; says whether the database let it.
async fn change(on: &DatabaseConnection, table: &str, column: &str, other: &str) -> bool {
    let postgres = on.get_database_backend() == DbBackend::Postgres;
    // SQLite keeps some rows by their keys alone.
    let place = match table {
        _ if postgres => "ctid",
        "vote_position" => "id",
        "declaration_organisation" => "declaration_id, organisation_id",
        "declaration_speaker" => "declaration_id, person_id",
        "recommendation_maker" => "recommendation_id, organisation_id",
        "telling_maker" => "telling_id, organisation_id",
        _ => "rowid",
    };
    let change = format!(
        "UPDATE \"{table}\" SET \"{column}\" = {other} WHERE ({place}) = (SELECT {place} FROM \"{table}\" WHERE \
         \"{column}\" IS NOT NULL AND {other} <> \"{column}\" LIMIT 1)"
    );
    match on.execute_unprepared(&change).await {
        Ok(result) => result.rows_affected() > 0,
        Err(error) => {
            let refused = error.to_string();
            assert!(postgres && refused.contains("check constraint"), "{change}: {refused}");
            false
        }
    }
}

#[test]
fn a_changed_value_in_any_column_of_any_table_is_found() {
    let [sqlite, postgres] = [Database::sqlite(), Database::postgres()].map(|database| {
        everything(&database);
        block_on(async { tamper(&database, &database.store().await).await })
    });
    // PostgreSQL keeps its checks; what they let through is found there too.
    assert!(postgres.is_subset(&sqlite), "{:?}", postgres.difference(&sqlite));
    assert!(postgres.len() * 10 > sqlite.len() * 7, "{} of {}", postgres.len(), sqlite.len());
    for table in [
        "opinion",
        "person",
        "vote",
        "vote_position",
        "source",
        "document",
        "revision",
        "deliberation",
        "blob",
    ] {
        let of_table = |column: &&String| column.split('.').next() == Some(table);
        assert!(sqlite.iter().filter(of_table).count() > 1, "{table}: {sqlite:?}");
    }
}

#[test]
fn a_removed_a_swapped_and_an_added_revision_are_found_and_said() {
    on_both(|database| {
        everything(database);
        let kept = head(database);
        let run = |sql: &str| block_on(database.execute(sql));
        let size: u32 = kept.split(':').next().unwrap().parse().unwrap();
        let mut said = Vec::new();

        run("CREATE TABLE saved AS SELECT * FROM revision");
        let put_back = || {
            run("DELETE FROM revision");
            run("INSERT INTO revision SELECT * FROM saved");
        };
        run("DELETE FROM revision WHERE sequence = 17");
        said.push(found(database));
        assert!(said[0].contains("REVISIONS_MISSING"), "{said:?}");
        put_back();

        // Moved up to close the gap.
        run("DELETE FROM revision WHERE sequence = 17");
        run("UPDATE revision SET sequence = sequence + 100000 WHERE sequence > 17");
        run("UPDATE revision SET sequence = sequence - 100001 WHERE sequence > 100000");
        said.push(found(database));
        assert!(said[1].contains("REVISION_CHANGED"), "{said:?}");
        put_back();

        run("UPDATE revision SET sequence = 99999 WHERE sequence = 20");
        run("UPDATE revision SET sequence = 20 WHERE sequence = 21");
        run("UPDATE revision SET sequence = 21 WHERE sequence = 99999");
        said.push(found(database));
        assert!(said[2].contains("REVISION_CHANGED"), "{said:?}");
        put_back();

        // The last one leaves no gap: its row tells of it, and so does a head that was kept.
        run(&format!("DELETE FROM revision WHERE sequence = {size}"));
        said.push(found(database));
        assert!(said[3].contains("ROW_UNTOLD"), "{said:?}");
        let output = verify(database, &["--head", &kept]);
        assert!(
            output.stderr.contains(&format!("the ledger had {size} revisions and has {}", size - 1)),
            "{output:?}"
        );
        put_back();

        run(&format!(
            "INSERT INTO revision SELECT {}, record_type, record_id, reason, actor, at, before, after, hash FROM revision \
             WHERE sequence = {size}",
            size + 1
        ));
        said.push(found(database));
        assert!(
            said[4].contains("REVISION_CHANGED") && said[4].contains("REVISION_STARTS_ELSEWHERE"),
            "{said:?}"
        );
        put_back();
        assert_eq!(found(database), BTreeSet::new());
        said
    });
}

#[test]
fn a_row_that_was_removed_or_added_is_found() {
    on_both(|database| {
        everything(database);
        let run = |sql: &str| block_on(database.execute(sql));
        // PostgreSQL keeps them while a document refers to them.
        let (bytes, back) = if database.address.starts_with("sqlite") {
            (
                "PRAGMA foreign_keys = off; DELETE FROM blob",
                "PRAGMA foreign_keys = off; INSERT INTO blob SELECT * FROM bytes",
            )
        } else {
            (
                "SET session_replication_role = replica; DELETE FROM blob",
                "INSERT INTO blob SELECT * FROM bytes",
            )
        };
        run("CREATE TABLE bytes AS SELECT * FROM blob");
        run(bytes);
        assert_eq!(found(database), BTreeSet::from(["BYTES_MISSING".to_owned()]));
        let folder = tempfile::tempdir().unwrap();
        let export = Program::new(database)
            .args(&["export", "all", "--format", "ndjson", "-o"])
            .arg(folder.path())
            .run();
        assert!(export.code == Some(1) && export.stderr.contains("could not be restored"), "{export:?}");
        run(back);
        run("DELETE FROM problem");
        let without = found(database);
        assert_eq!(without, BTreeSet::from(["ROW_MISSING".to_owned()]));
        run(
            "INSERT INTO organisation_alias (organisation_id, rank, name, name_key) SELECT id, 9, 'Autre nom', name_key FROM \
             organisation ORDER BY name_key LIMIT 1",
        );
        let with = found(database);
        assert!(with.contains("ROW_UNTOLD"), "{with:?}");
        let output = verify(database, &[]);
        assert!(
            output.stderr.starts_with("hemicycle: the data is not what its history says, in "),
            "{output:?}"
        );
        with
    });
}

#[test]
fn a_program_of_someone_else_computes_the_head_from_an_export() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/ledger.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, program) = page.split_once("```python\n").unwrap();
    let (program, _) = program.split_once("```").unwrap();
    let compute = |rows: &str| {
        let mut python = Command::new("python3");
        let python =
            python.args(["-c", program]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = python.spawn().unwrap();
        // It may end before it has read all.
        let _ = child.stdin.take().unwrap().write_all(rows.as_bytes());
        let output = child.wait_with_output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    on_both(|database| {
        everything(database);
        let export = Program::new(database).args(&["export", "revisions", "--format", "ndjson"]).run();
        assert_eq!(compute(&export.stdout), head(database));
        assert_eq!(compute(&export.stdout.replacen("test", "tost", 1)), "");
    });
}
