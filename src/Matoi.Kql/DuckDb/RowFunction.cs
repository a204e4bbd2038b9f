using System.Linq.Expressions;
using System.Text.Json.Nodes;
using DuckDB.NET.Native;
using Matoi.Kql.Functions;

namespace Matoi.Kql.DuckDb;

/// <summary>A function's method as a loop over the engine's column vectors.</summary>
internal sealed unsafe class RowFunction
{
    private readonly Rows _rows;
    private readonly int _arguments;

    private RowFunction(Rows rows, int arguments) => (_rows, _arguments) = (rows, arguments);

    private delegate void Rows(VectorReader[] readers, VectorWriter writer, int count);

    /// <summary>Compiles the loop for a number of arguments.</summary>
    public static RowFunction Compile(KqlFunction function, int arguments)
    {
        var (readers, writer, count) = (Expression.Parameter(typeof(VectorReader[])), Expression.Parameter(typeof(VectorWriter)), Expression.Parameter(typeof(int)));
        var row = Expression.Variable(typeof(int));
        var columns = Enumerable.Range(0, arguments).Select(_ => Expression.Variable(typeof(VectorReader))).ToList();
        var end = Expression.Label();
        var loop = Expression.Loop(
            Expression.IfThenElse(
                Expression.LessThan(row, count),
                Expression.Block(Body(function, columns, writer, row), Expression.PreIncrementAssign(row)),
                Expression.Break(end)),
            end);
        var block = Expression.Block([row, .. columns], [.. columns.Select((c, i) => Expression.Assign(c, Expression.ArrayIndex(readers, Expression.Constant(i)))), loop]);
        return new(Expression.Lambda<Rows>(block, readers, writer, count).Compile(), arguments);
    }

    /// <summary>Computes all rows of a chunk.</summary>
    public void Run(IntPtr chunk, IntPtr output)
    {
        using var data = new BorrowedChunk(chunk);
        var readers = new VectorReader[_arguments];
        for (var i = 0; i < readers.Length; i++)
        {
            readers[i] = new(NativeMethods.DataChunks.DuckDBDataChunkGetVector(data.Chunk, i));
        }

        _rows(readers, new(output), (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(data.Chunk));
    }

    /// <summary>What is done in a row: the result is written, or null when an argument that must not be null is.</summary>
    private static Expression Body(KqlFunction function, List<ParameterExpression> columns, Expression writer, Expression row)
    {
        Expression Null(int i) => Expression.Call(columns[i], nameof(VectorReader.IsNull), null, row);

        Expression Read(int i, Type type)
        {
            var plain = Nullable.GetUnderlyingType(type);
            var value = Expression.Call(columns[i], VectorReader.Method(plain ?? type), row);
            return plain is null
                ? typeof(JsonNode).IsAssignableFrom(type) ? Expression.Convert(value, type) : value
                : Expression.Condition(Null(i), Expression.Default(type), Expression.Convert(value, type));
        }

        var parameters = function.Method.GetParameters();
        var single = function.Variadic ? parameters.Length - 1 : parameters.Length;
        var values = Enumerable.Range(0, single).Select(i => Read(i, parameters[i].ParameterType)).ToList();
        if (function.Variadic)
        {
            var element = parameters[^1].ParameterType.GetElementType()!;
            values.Add(Expression.NewArrayInit(element, Enumerable.Range(single, columns.Count - single).Select(i => Read(i, element))));
        }

        var call = Expression.Call(function.Method, values);
        var writing = VectorWriter.Method(call.Type);
        var write = Expression.Call(writer, writing, row, Expression.Convert(call, writing.GetParameters()[1].ParameterType));
        var strict = Enumerable.Range(0, columns.Count).Where(i => !function.ParameterAt(i)!.Nullable).Select(Null).ToList();
        return strict.Count == 0 ? write : Expression.IfThenElse(strict.Aggregate(Expression.OrElse), Expression.Call(writer, nameof(VectorWriter.Null), null, row), write);
    }

    /// <summary>The engine's chunk as the library's handle, without owning it.</summary>
    private readonly struct BorrowedChunk : IDisposable
    {
        public BorrowedChunk(IntPtr chunk)
        {
            Chunk = new DuckDBDataChunk(chunk);
        }

        public DuckDBDataChunk Chunk { get; }

        public void Dispose() => Chunk.SetHandleAsInvalid();
    }
}
