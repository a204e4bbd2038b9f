using Xunit;

namespace Matoi.Kql.Tests.Graphs;

/// <summary>Operators over graphs.</summary>
public class GraphTests
{
    private const string Prelude = """
        let People = datatable(name:string, role:string, age:long)["Alice","lead",45, "Bob","dev",35, "Carol","dev",38];
        let Reports = datatable(who:string, boss:string, since:long)["Bob","Alice",1, "Carol","Alice",2, "Dave","Bob",3];
        let G = Reports | make-graph who --> boss with People on name;
        let Line = datatable(a:long, b:long)[1,2, 2,3, 3,4, 4,1, 2,4];
        let L = Line | make-graph a --> b with_node_id=id;

        """;

    [Theory]
    [InlineData("G | graph-match (e)-[r]->(m) project who = e.name, boss = m.name, m.role, r.since", "Bob | Alice | lead | 1; Carol | Alice | lead | 2; Dave | Bob | dev | 3")]
    [InlineData("G | graph-match (m)<-[r]-(e) where m.name == 'Alice' and r.since > 1 project e.name", "Carol")]
    [InlineData("G | graph-match (a)--(b) where a.name == 'Bob' project b.name", "Alice; Dave")]
    [InlineData("G | graph-match (e)-->(m), (f)-->(m) where e.name < f.name project e.name, f.name", "Bob | Carol")]
    [InlineData("G | graph-match (e)-[r*1..3]->(m) where e.name == 'Dave' project m.name, bosses = map(r, boss), inner = map(inner_nodes(r), name)", """Alice | ["Bob","Alice"] | ["Bob"]; Bob | ["Bob"] | []""")]
    [InlineData("G | graph-match (e)-[r*1..3]->(m) where all(r, since > 2) project e.name, m.name", "Dave | Bob")]
    [InlineData("G | graph-match (e)-[r*2..3]->(m) where any(inner_nodes(r), role == 'dev') project e.name, m.name", "Dave | Alice")]
    [InlineData("G | graph-match (n) where node_degree_in(n) > 0 project n.name, out = node_degree_out(n)", "Alice | 0; Bob | 1")]
    [InlineData("L | graph-match (x)-[e*4..4]->(x) where x.id == 1 project hops = map(e, b)", "[2,3,4,1]")]
    [InlineData("L | graph-match cycles=none (x)-[e*4..4]->(y) project x.id, y.id", "")]
    [InlineData("L | graph-shortest-paths (x)-[e*1..9]->(y) where x.id == 1 and y.id == 4 project hops = map(e, b)", "[2,4]")]
    [InlineData("L | graph-shortest-paths output=all (x)-[e*1..9]->(y) where x.id == 1 and y.id == 4 and all(inner_nodes(e), id != 9) project hops = map(e, b)", "[2,4]")]
    [InlineData("G | graph-to-table nodes", "Alice | lead | 45; Bob | dev | 35; Carol | dev | 38; Dave |  | null")]
    [InlineData("G | graph-to-table edges with_source_id=s | project who, same = s == hash(who)", "Bob | true; Carol | true; Dave | true")]
    [InlineData("G | graph-to-table edges as E, nodes as N; E | count", "3")]
    [InlineData("G | graph-where-nodes role == 'dev' | graph-to-table edges", "")]
    [InlineData("G | graph-where-edges since < 3 | graph-match (e)-->(m) project e.name", "Bob; Carol")]
    [InlineData("datatable(a:string, b:string)['x','y', 'z','z', 'y','x'] | make-graph a --> b with_node_id=n | graph-mark-components with_component_id=c | graph-to-table nodes", "x | 0; y | 0; z | 1")]
    [InlineData("datatable(a:string, b:string)['x','y'] | make-graph a --> b with_node_id=n | graph-mark-components kind=strong | graph-to-table nodes", "x | 0; y | 1")]
    [InlineData("G | graph-match (e)-[r]->(m) where m.name == 'nobody' project e.name", "")]
    [InlineData("G | graph-match (a), (b) where a.age > 40 and b.role == 'dev' project a.name, b.name", "Alice | Bob; Alice | Carol")]
    [InlineData("datatable(a:string, b:string, p:long)['x','y',1, 'y','z',1, 'x','q',2] | make-graph a --> b with_node_id=n partitioned-by p (graph-match (s)-[e*1..9]->(t) project s.n, t.n, map(e, p)) | where s_n == 'x'", "x | q | [2]; x | y | [1]; x | z | [1,1]")]
    public void Graph_gives_rows(string query, string rows)
        => Assert.Equal(rows, string.Join("; ", Kql.Rows(Prelude + query).Order(StringComparer.Ordinal)));

    [Theory]
    [InlineData("G", "KQL311 rows are expected here, but this is a graph")]
    [InlineData("G | where true", "KQL311 rows are expected here, but this is a graph")]
    [InlineData("People | graph-to-table nodes", "KQL311 a graph is expected before this operator")]
    [InlineData("Reports | make-graph who --> nobody", "KQL201 no column 'nobody'")]
    [InlineData("Reports | make-graph who --> since", "KQL303 edges and nodes are named by one type")]
    [InlineData("G | graph-match (a)-[r]->(b) where c.name == 'x' project a.name", "KQL201 no column or variable 'c'")]
    [InlineData("G | graph-match (a)-[a]->(b) project a.name", "KQL329 in a pattern each edge has a name of its own")]
    [InlineData("G | graph-match (a)-[r*3..1]->(b) project a.name", "KQL329 in a pattern each edge has a name of its own")]
    [InlineData("G | graph-match (a)-[r]->(b) project map(r, since)", "KQL303 map takes an edge that stands for several")]
    [InlineData("G | graph-match (a)-[r]->(b)", "KQL401 a pattern without project")]
    [InlineData("G | graph-shortest-paths (a)-[r]->(b) project a.name", "KQL329 graph-shortest-paths takes one pattern")]
    [InlineData("G | graph-match cycles=some (a)-[r]->(b) project a.name", "KQL316 cycles is one of")]
    [InlineData("G | graph-match (a)->(b) project a.name", "KQL108 expected '-'")]
    public void Graph_is_refused_where_it_makes_no_sense(string query, string error) => Assert.Contains(error, Assert.Single(Kql.Errors(Prelude + query)), StringComparison.Ordinal);
}
