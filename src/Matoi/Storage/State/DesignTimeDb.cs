using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Matoi.Storage.State;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a running program.</summary>
internal sealed class DesignTimeDb : IDesignTimeDbContextFactory<MatoiDb>
{
    public MatoiDb CreateDbContext(string[] args)
        => new(new DbContextOptionsBuilder<MatoiDb>().UseSqlite("Data Source=design.db").Options);
}
