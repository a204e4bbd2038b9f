using System.Linq.Expressions;
using System.Text.Json.Nodes;
using DuckDB.NET.Native;
using Matoi.Kql.Functions;

namespace Matoi.Kql.DuckDb;

/// <summary>A function's method as a loop over the engine's column vectors.</summary>
internal sealed unsafe class RowFunction
{
    private readonly Action<VectorReader[], VectorWriter, int> _row;
    private readonly int _arguments;

    private RowFunction(Action<VectorReader[], VectorWriter, int> row, int arguments) => (_row, _arguments) = (row, arguments);

    /// <summary>Compiles the loop's body for a number of arguments.</summary>
    public static RowFunction Compile(KqlFunction function, int arguments)
    {
        var (readers, writer, row) = (Expression.Parameter(typeof(VectorReader[])), Expression.Parameter(typeof(VectorWriter)), Expression.Parameter(typeof(int)));
        Expression Reader(int i) => Expression.ArrayIndex(readers, Expression.Constant(i));
        Expression Null(int i) => Expression.Call(Reader(i), nameof(VectorReader.IsNull), null, row);

        Expression Read(int i, Type type)
        {
            var plain = Nullable.GetUnderlyingType(type);
            var value = Expression.Call(Reader(i), VectorReader.Method(plain ?? type), row);
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
            values.Add(Expression.NewArrayInit(element, Enumerable.Range(single, arguments - single).Select(i => Read(i, element))));
        }

        var call = Expression.Call(function.Method, values);
        Expression write = Expression.Call(writer, VectorWriter.Method(call.Type), row, call);
        var strict = Enumerable.Range(0, arguments).Where(i => !function.ParameterAt(i)!.Nullable).Select(Null).ToList();
        if (strict.Count > 0)
        {
            write = Expression.IfThenElse(strict.Aggregate(Expression.OrElse), Expression.Call(writer, nameof(VectorWriter.Null), null, row), write);
        }

        return new(Expression.Lambda<Action<VectorReader[], VectorWriter, int>>(write, readers, writer, row).Compile(), arguments);
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

        var writer = new VectorWriter(output);
        var rows = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(data.Chunk);
        for (var row = 0; row < rows; row++)
        {
            _row(readers, writer, row);
        }
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
