//! Apache Parquet: row groups of a bounded size, columns of the types that the other formats show. Ids are texts, as they
//! are in CSV and JSON; a list is a group `list` of `element`, as the format's own page on logical types has it.

use std::{io::Write, sync::Arc};

use chrono::{Datelike, NaiveDate};
use parquet::{
    basic::{Compression, ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical},
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type},
    file::{
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::{Type, TypePtr},
};

use crate::{Cell, Column, Dataset, Error, Kind};

/// Rows of a group at most: what is kept in memory until the group is written.
const ROWS: usize = 32 * 1024;

/// Bytes of text in a group at most, give or take a row.
const BYTES: usize = 16 * 1024 * 1024;

/// Days from the common era's first to 1970-01-01.
const EPOCH: i32 = 719_163;

pub(crate) struct Rows<W: Write + Send> {
    dataset: &'static Dataset,
    into: SerializedFileWriter<W>,
    columns: Vec<Values>,
    rows: usize,
    bytes: usize,
}

/// The values of one column in the group under way.
struct Values {
    data: Data,
    /// What is there: 0 nothing; then 1, or of a list 1 that it is empty and 2 an element.
    definition: Vec<i16>,
    /// Of a list: 0 the first element of a row, 1 a further one.
    repetition: Vec<i16>,
}

enum Data {
    Texts(Vec<ByteArray>),
    Days(Vec<i32>),
    Figures(Vec<i64>),
    Booleans(Vec<bool>),
}

impl<W: Write + Send> Rows<W> {
    pub(crate) fn new(dataset: &'static Dataset, into: W) -> Result<Self, Error> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("hemicycle ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let into = SerializedFileWriter::new(into, schema(dataset)?, Arc::new(properties))?;
        let columns = dataset.columns.iter().map(|column| Values::new(column.kind)).collect();
        Ok(Self { dataset, into, columns, rows: 0, bytes: 0 })
    }

    pub(crate) fn write(&mut self, row: &[Cell<'_>]) -> Result<(), Error> {
        for ((values, column), cell) in self.columns.iter_mut().zip(self.dataset.columns).zip(row) {
            self.bytes += values.add(column, cell)?;
        }
        self.rows += 1;
        if self.rows == ROWS || self.bytes >= BYTES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Error> {
        let mut group = self.into.next_row_group()?;
        for (values, column) in self.columns.iter_mut().zip(self.dataset.columns) {
            let Some(writer) = group.next_column()? else { return Err(Error::Cell(column.name)) };
            values.write(writer)?;
        }
        group.close()?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<W, Error> {
        if self.rows > 0 {
            self.flush()?;
        }
        Ok(self.into.into_inner()?)
    }
}

impl Values {
    fn new(kind: Kind) -> Self {
        let data = match kind {
            Kind::Text | Kind::Word(_) | Kind::PartialDate | Kind::Id | Kind::Ids | Kind::Texts => {
                Data::Texts(Vec::new())
            }
            Kind::Date => Data::Days(Vec::new()),
            Kind::Integer | Kind::Moment => Data::Figures(Vec::new()),
            Kind::Boolean => Data::Booleans(Vec::new()),
        };
        Self { data, definition: Vec::new(), repetition: Vec::new() }
    }

    /// Adds a cell; returns how many bytes of text it has.
    fn add(&mut self, column: &Column, cell: &Cell<'_>) -> Result<usize, Error> {
        match (&mut self.data, *cell) {
            (_, Cell::Null) => {
                self.definition.push(0);
                self.repetition.push(0);
                return Ok(0);
            }
            (Data::Texts(texts), Cell::Ids(ids)) => {
                let ids = ids.iter().map(|id| ByteArray::from(id.to_string().into_bytes()));
                return Ok(list(ids, texts, &mut self.definition, &mut self.repetition));
            }
            (Data::Texts(texts), Cell::Texts(each)) => {
                let each = each.iter().map(|text| ByteArray::from(text.as_str()));
                return Ok(list(each, texts, &mut self.definition, &mut self.repetition));
            }
            (Data::Texts(texts), Cell::Text(text)) => texts.push(ByteArray::from(text)),
            (Data::Texts(texts), Cell::Id(id)) => texts.push(ByteArray::from(id.to_string().into_bytes())),
            (Data::Days(days), Cell::Date(date)) => days.push(since_epoch(date)),
            (Data::Figures(figures), Cell::Integer(figure)) => figures.push(figure),
            (Data::Figures(figures), Cell::Moment(at)) => figures.push(at.timestamp_micros()),
            (Data::Booleans(values), Cell::Boolean(value)) => values.push(value),
            _ => return Err(Error::Cell(column.name)),
        }
        self.definition.push(1);
        self.repetition.push(0);
        Ok(match cell {
            Cell::Text(text) => text.len(),
            _ => 16,
        })
    }

    fn write(&mut self, mut writer: SerializedColumnWriter<'_>) -> Result<(), Error> {
        let levels = (&self.definition[..], &self.repetition[..]);
        match &mut self.data {
            Data::Texts(values) => put::<ByteArrayType>(&mut writer, values, levels)?,
            Data::Days(values) => put::<Int32Type>(&mut writer, values, levels)?,
            Data::Figures(values) => put::<Int64Type>(&mut writer, values, levels)?,
            Data::Booleans(values) => put::<BoolType>(&mut writer, values, levels)?,
        }
        self.definition.clear();
        self.repetition.clear();
        Ok(writer.close()?)
    }
}

fn put<T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    values: &mut Vec<T::T>,
    (definition, repetition): (&[i16], &[i16]),
) -> Result<(), Error> {
    // Levels that a column's type does not have are not looked at.
    writer.typed::<T>().write_batch(values, Some(definition), Some(repetition))?;
    values.clear();
    Ok(())
}

fn list(
    each: impl Iterator<Item = ByteArray>,
    into: &mut Vec<ByteArray>,
    definition: &mut Vec<i16>,
    repetition: &mut Vec<i16>,
) -> usize {
    let before = into.len();
    let mut bytes = 0;
    for value in each {
        repetition.push(i16::from(into.len() > before));
        definition.push(2);
        bytes += value.len();
        into.push(value);
    }
    if into.len() == before {
        repetition.push(0);
        definition.push(1);
    }
    bytes
}

fn since_epoch(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - EPOCH
}

fn schema(dataset: &Dataset) -> Result<TypePtr, Error> {
    let fields = dataset.columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Ok(Arc::new(Type::group_type_builder("schema").with_fields(fields).build()?))
}

/// Every column may be empty there: readers that require a value gain nothing by it.
fn field(column: &Column) -> Result<TypePtr, Error> {
    let primitive = |name: &str, physical: Physical, logical: Option<LogicalType>| {
        let built = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        built.with_logical_type(logical).build().map(Arc::new)
    };
    let name = column.name;
    Ok(match column.kind {
        Kind::Text | Kind::Word(_) | Kind::PartialDate | Kind::Id => {
            primitive(name, Physical::BYTE_ARRAY, Some(LogicalType::String))?
        }
        Kind::Integer => primitive(name, Physical::INT64, None)?,
        Kind::Boolean => primitive(name, Physical::BOOLEAN, None)?,
        Kind::Date => primitive(name, Physical::INT32, Some(LogicalType::Date))?,
        Kind::Moment => {
            let micros = LogicalType::timestamp(true, TimeUnit::MICROS);
            primitive(name, Physical::INT64, Some(micros))?
        }
        Kind::Ids | Kind::Texts => {
            let element = Type::primitive_type_builder("element", Physical::BYTE_ARRAY)
                .with_repetition(Repetition::REQUIRED)
                .with_logical_type(Some(LogicalType::String))
                .build()?;
            let list = Type::group_type_builder("list")
                .with_repetition(Repetition::REPEATED)
                .with_fields(vec![Arc::new(element)])
                .build()?;
            let outer = Type::group_type_builder(name)
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(Some(LogicalType::List))
                .with_converted_type(ConvertedType::LIST)
                .with_fields(vec![Arc::new(list)])
                .build()?;
            Arc::new(outer)
        }
    })
}
