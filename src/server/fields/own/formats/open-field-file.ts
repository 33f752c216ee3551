import { closeSync, openSync, readSync } from 'node:fs'
import { openHdf5 } from './hdf5.ts'
import { openNetcdf3 } from './netcdf3.ts'
import { FieldFileError, type RawFile } from './raw-file.ts'
import { folderStore, openZarr } from './zarr.ts'

/** Opens a NetCDF file by what it begins with, or a Zarr folder. Reads headers only. @throws FieldFileError */
export async function openFieldFile(path: string, isFolder: boolean): Promise<RawFile> {
  if (isFolder) return openZarr(path, folderStore(path))
  const start = firstBytes(path)
  if (start.startsWith('\x89HDF')) return openHdf5(path)
  if (start.startsWith('CDF')) return openNetcdf3(path)
  if (start.startsWith('GRIB'))
    throw new FieldFileError(
      'it is GRIB, which is not read; `grib_to_netcdf` turns it into NetCDF (docs/fields.md)',
      path,
    )
  throw new FieldFileError(start === '' ? 'it is empty' : 'it is neither NetCDF nor Zarr', path)
}

function firstBytes(path: string): string {
  const handle = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(4)
    return bytes.toString('latin1', 0, readSync(handle, bytes, 0, 4, 0))
  } finally {
    closeSync(handle)
  }
}
